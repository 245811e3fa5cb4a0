import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ProblemSummary } from '../../../../api/schemas/grading/problem.ts';
import { ApiError, ask, send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Choice, Field } from '../../shared/field.tsx';
import { Form } from '../../shared/form.tsx';
import { tell } from '../../shared/toasts.tsx';
import { urlOf } from './desk.ts';
import { useSending } from './sending.tsx';
import { Upload } from './upload.tsx';
import { type Watch, watchedBy } from './watched.ts';

type Way = 'empty' | 'from' | 'zip';

/** A new problem: from nothing, from one that there is, or from a package. */
export function NewProblem({ published, onClose }: { published: readonly ProblemSummary[]; onClose(): void }) {
  const way = useSignal<Way>('empty');
  const name = useSignal('');
  const slug = useSignal('');
  const type = useSignal<'pass-fail' | 'scoring'>('pass-fail');
  const from = useSignal(published[0]?.slug ?? '');
  const zip = useSignal<File | null>(null);
  const { route } = useLocation();
  const sending = useSending();
  useEffect(() => sending.stop, []);

  const create = async () => {
    const address = slug.value || slugOf(name.value) || from.value;
    if (way.value === 'zip') {
      await sending.send((watch) => importZip(address, zip.value, watch), 'It was stopped: there is no new problem.');
    } else {
      const body = way.value === 'from' ? { from: { slug: from.value } } : { name: name.value, type: type.value };
      await send('POST', '/api/authoring/problems', { slug: address, ...body });
    }
    onClose();
    route(`/problems/${address}/edit`);
  };
  return (
    <Dialog title="New problem" onClose={onClose}>
      <Form>
        <Choice
          label="Begin with"
          signal={way}
          options={[
            { value: 'empty', text: 'An empty problem' },
            ...(published.length > 0 ? [{ value: 'from' as const, text: 'A problem that there is' }] : []),
            { value: 'zip', text: 'A package as a zip' },
          ]}
        />
        {way.value === 'empty' && <Empty name={name} type={type} />}
        {way.value === 'from' && (
          <Choice
            label="Which one"
            signal={from}
            options={published.map((one) => ({ value: one.slug, text: `${one.name} (${one.slug})` }))}
          />
        )}
        {way.value === 'zip' && (
          <div class="row">
            <Upload
              text={zip.value === null ? 'Choose the zip' : 'Choose another'}
              accept=".zip,application/zip"
              onFiles={([file]) => {
                zip.value = file ?? null;
                if (slug.value === '' && file) slug.value = slugOf(file.name.replace(/\.zip$/i, ''));
              }}
            />
            <span>{zip.value?.name ?? 'A package of the Kattis or ICPC format, up to 64 MiB'}</span>
          </div>
        )}
        <Field
          label="Address"
          at="/slug"
          value={slug.value}
          placeholder={slugOf(name.value) || (way.value === 'from' ? from.value : '')}
          onValue={(value) => {
            slug.value = value.trim();
          }}
          hint={
            way.value === 'from'
              ? 'Empty: work on that problem itself. Another address makes a problem of its own.'
              : 'Lower-case letters, digits and dashes. It stays as it is for good.'
          }
        />
        <div class="row">
          <Button kind="main" submit disabled={way.value === 'zip' && zip.value === null} onPress={create}>
            Create
          </Button>
          {sending.bar}
        </div>
      </Form>
    </Dialog>
  );
}

function Empty({ name, type }: { name: Signal<string>; type: Signal<'pass-fail' | 'scoring'> }) {
  return (
    <>
      <Field label="Name" at="/name" required signal={name} />
      <Choice
        label="Scoring"
        signal={type}
        options={[
          { value: 'pass-fail', text: 'All or nothing (pass-fail)' },
          { value: 'scoring', text: 'Points by group (scoring)' },
        ]}
      />
    </>
  );
}

async function importZip(slug: string, zip: File | null, watch: Watch): Promise<void> {
  if (zip === null) return;
  try {
    const body = new Blob([zip], { type: 'application/zip' });
    const path = urlOf(slug, 'package.zip');
    const { body: made } = await ask<{ ignored: string[] }>(path, { method: 'PUT', body, ...watchedBy(watch) });
    if (made.ignored.length > 0) tell('info', `Left out of the zip: ${made.ignored.slice(0, 5).join(', ')}`);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 428) throw error;
    const detail = `There is a working copy ${slug} already. Choose another address, or open it and import there.`;
    throw new ApiError({ status: 409, code: 'DUPLICATE', detail });
  }
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
}
