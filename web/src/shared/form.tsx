import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { ApiError, wordsOf } from './api.ts';
import { FormContext, type FormErrors, type Place } from './form-field.ts';
import { whatIsInvalid } from './invalid.ts';
import { Notice } from './notice.tsx';
import { sentenceOf } from './wrong.ts';

/**
 * A form that says at its fields what is wrong with them, in words, and puts the focus on the first of them.
 *
 *     <Form>
 *       <Field label="E-mail" type="email" required at="/email" signal={email} />
 *       <Checks label="Roles" at="/roles" options={…} signal={roles} />
 *       <Button kind="main" submit onPress={invite}>Invite</Button>
 *     </Form>
 *
 * What is `required`, or is no e-mail address, URL or number, is said before `onPress` is called. What `onPress` throws about
 * `at`, or about something below it, stands at that field, with the label where the API says its pointer; whatever else goes
 * wrong stands below the form.
 * `throw refusal('/roles', 'Choose at least one role.')` does the same. Any other control joins by `useFormField` of form-field.ts.
 */
export function Form({ kind = '', children }: { kind?: string; children: ComponentChildren }) {
  const wrong = useSignal<Readonly<Record<string, string>>>({});
  const whole = useSignal<string | null>(null);
  const places = useRef(new Set<Place>()).current;
  const toFocus = useRef<Place | null>(null);
  const tellAt = (found: [Place, string][]) => {
    whole.value = null;
    toFocus.current = found.map(([place]) => place).sort(byDocument)[0] ?? null;
    wrong.value = Object.fromEntries(found.map(([{ at }, words]) => [at, words]));
  };
  const form: FormErrors = useMemo(
    () => ({
      wrong,
      add(place) {
        places.add(place);
        return () => places.delete(place);
      },
      forget(at) {
        if (!(at in wrong.value)) return;
        const { [at]: _mended, ...rest } = wrong.value;
        wrong.value = rest;
      },
      check() {
        const found: [Place, string][] = [];
        for (const place of places) {
          const words = whatIsInvalid(place.element.current);
          if (words !== null) found.push([place, words]);
        }
        tellAt(found);
        return found.length === 0;
      },
      refuse(error) {
        const { field = null, message = '' } = error instanceof ApiError ? error : {};
        const fitting = [...places].filter(({ at }) => field === at || field?.startsWith(`${at}/`));
        const place = fitting.sort((a, b) => b.at.length - a.at.length)[0];
        if (place && field !== null) tellAt([[place, sentenceOf(message, field, labelOf(place, field))]]);
        else whole.value = wordsOf(error);
      },
    }),
    [],
  );
  // Once the words are there, so that they are read with the field.
  useEffect(() => {
    toFocus.current?.element.current?.focus();
    toFocus.current = null;
  }, [wrong.value]);
  return (
    <FormContext.Provider value={form}>
      <form class={`form ${kind}`} noValidate onSubmit={(event) => event.preventDefault()}>
        {children}
        {whole.value !== null && (
          <Notice kind="error">
            <p>{whole.value}</p>
          </Notice>
        )}
      </form>
    </FormContext.Provider>
  );
}

/** To be thrown by `onPress` for what the page itself sees to be wrong. */
export function refusal(at: string, words: string): ApiError {
  return new ApiError({ status: 400, code: 'BAD_REQUEST', field: at, detail: words });
}

function byDocument(a: Place, b: Place): number {
  if (!a.element.current || !b.element.current) return 0;
  return a.element.current.compareDocumentPosition(b.element.current) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** `Problems 2, weight`, for `/problems/1/weight` in a field at `/problems`. */
function labelOf({ at, label }: Place, field: string): string {
  const [first = '', ...rest] = field.slice(at.length + 1).split('/');
  const number = /^\d+$/.test(first) ? `${label} ${Number(first) + 1}` : [label, first].filter(Boolean).join(', ');
  return [number, ...rest].join(', ');
}
