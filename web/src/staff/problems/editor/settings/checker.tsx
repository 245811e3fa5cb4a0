import type { CopyView } from '../../../../../../api/schemas/authoring/working-copy.ts';
import type { CheckerBody } from '../../../../../../api/schemas/authoring/working-copy-bodies.ts';
import type { SourceFile } from '../../../../../../engine/model/submission.ts';
import { Check } from '../../../../shared/check.tsx';
import { Choice, Field } from '../../../../shared/field.tsx';
import { Form } from '../../../../shared/form.tsx';
import { Show } from '../../../../shared/load.tsx';
import { visible } from '../../../../shared/text.tsx';
import type { Desk } from '../../desk.ts';
import { Fields } from '../fields.tsx';
import { InFile, isLegacy } from '../legacy.tsx';
import { programOf } from '../program.ts';
import { useSaved } from '../saved.ts';
import { Sources } from '../sources.tsx';
import { Unsaved } from '../unsaved.tsx';

type Kind = NonNullable<CopyView['checker']>['kind'];

interface Typed {
  kind: Kind;
  caseSensitive: boolean;
  spaceSensitive: boolean;
  relative: string;
  absolute: string;
  args: string;
  files: SourceFile[];
}

const kinds: readonly { value: Kind; text: string }[] = [
  { value: 'tokens', text: 'Word by word, whatever the space between' },
  { value: 'lines', text: 'Line by line, spaces at the end ignored' },
  { value: 'exact', text: 'Byte for byte' },
  { value: 'program', text: 'By a program of its own (output validator)' },
];

/** How an output is held against the answer. */
export function Checker({ desk }: { desk: Desk }) {
  if (isLegacy(desk)) return <LegacyChecker desk={desk} />;
  return <CheckerNow desk={desk} />;
}

function LegacyChecker({ desk }: { desk: Desk }) {
  const { kind, args = [] } = desk.view.value?.checker ?? {};
  return (
    <>
      <p>
        Outputs are compared:{' '}
        <strong>{kinds.find(({ value }) => value === kind)?.text ?? 'that cannot be read'}</strong>
        {args.length > 0 && (
          <>
            {' '}
            with <code>{visible(args.join(' '))}</code>
          </>
        )}
      </p>
      <InFile desk={desk} file="problem.yaml">
        Tolerances are <code>validator_flags</code>, such as <code>float_tolerance 1e-6</code>, and with{' '}
        <code>validation: custom</code> the program in <code>output_validators</code> compares: both are said in
      </InFile>
    </>
  );
}

function CheckerNow({ desk }: { desk: Desk }) {
  const loaded = useSaved(desk, 'checker', () => typedOf(desk));
  return <Show of={loaded}>{(saved) => <CheckerForm desk={desk} saved={saved} />}</Show>;
}

async function typedOf({ slug, view }: Desk): Promise<Typed> {
  const { kind = 'tokens', options = null, args = [] } = view.value?.checker ?? {};
  return {
    kind,
    caseSensitive: options?.case_sensitive ?? false,
    spaceSensitive: options?.space_change_sensitive ?? false,
    relative: String(options?.float_relative_tolerance ?? ''),
    absolute: String(options?.float_absolute_tolerance ?? ''),
    args: args.join(' '),
    files: kind === 'program' ? await programOf(slug, 'output_validator') : [],
  };
}

function bodyOf(typed: Typed): CheckerBody {
  const { kind } = typed;
  const numberOf = (text: string) => (text.trim() === '' ? null : Number(text));
  switch (kind) {
    case 'program':
      return {
        kind,
        args: typed.args.split(/\s+/).filter(Boolean),
        ...(typed.files.length > 0 && { files: typed.files }),
      };
    case 'tokens': {
      const [float_relative_tolerance, float_absolute_tolerance] = [typed.relative, typed.absolute].map(numberOf);
      return {
        kind,
        options: {
          ...{ case_sensitive: typed.caseSensitive, space_change_sensitive: typed.spaceSensitive },
          ...{ float_relative_tolerance: float_relative_tolerance ?? null },
          ...{ float_absolute_tolerance: float_absolute_tolerance ?? null },
        },
      };
    }
    default:
      return { kind };
  }
}

function CheckerForm({ desk, saved }: { desk: Desk; saved: Typed }) {
  const draft = desk.draft<Typed>('checker');
  const typed = draft.value ?? saved;
  const type = (more: Partial<Typed>) => {
    draft.value = { ...typed, ...more };
  };
  return (
    <Form kind="stack">
      <Fields>
        <Choice label="Outputs are compared" value={typed.kind} options={kinds} onValue={(kind) => type({ kind })} />
        {typed.kind === 'tokens' && <Tokens typed={typed} type={type} />}
        {typed.kind === 'program' && (
          <>
            <p class="soft">
              It is started with the input, the answer and a folder for feedback, reads the output from standard input,
              and ends with 42 for right and 43 for wrong.
            </p>
            <Field label="Arguments" at="/args" value={typed.args} onValue={(args) => type({ args })} />
            <Sources value={typed.files} onValue={(files) => type({ files })} firstName="validate.py" />
          </>
        )}
      </Fields>
      <Unsaved draft={draft} what="the checker" onSave={(now) => desk.change('PUT', 'checker', bodyOf(now))} />
    </Form>
  );
}

function Tokens({ typed, type }: { typed: Typed; type(more: Partial<Typed>): void }) {
  return (
    <>
      <Check checked={typed.caseSensitive} onChange={(caseSensitive) => type({ caseSensitive })}>
        Capital and small letters differ
      </Check>
      <Check checked={typed.spaceSensitive} onChange={(spaceSensitive) => type({ spaceSensitive })}>
        Changes of space count
      </Check>
      <div class="columns">
        <Field
          label="Relative tolerance of numbers"
          at="/options/float_relative_tolerance"
          value={typed.relative}
          placeholder="1e-6"
          onValue={(relative) => type({ relative })}
          hint="Empty: none"
        />
        <Field
          label="Absolute tolerance of numbers"
          at="/options/float_absolute_tolerance"
          value={typed.absolute}
          placeholder="1e-6"
          onValue={(absolute) => type({ absolute })}
          hint="Empty: none. Either one is enough."
        />
      </div>
    </>
  );
}
