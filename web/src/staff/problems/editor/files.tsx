import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Static } from 'typebox';
import type { FileList } from '../../../../../api/schemas/authoring/working-copy.ts';
import { ApiError, get } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { CodeArea } from '../../../shared/code-area.tsx';
import { Field } from '../../../shared/field.tsx';
import { bytes } from '../../../shared/format.ts';
import { Show, useLoaded } from '../../../shared/load.tsx';
import { visible } from '../../../shared/text.tsx';
import { tell } from '../../../shared/toasts.tsx';
import { Confirm } from '../confirm.tsx';
import { type Desk, mayWrite, urlOf } from '../desk.ts';
import { useSending } from '../sending.tsx';
import { Upload } from '../upload.tsx';
import { DeletePart } from './delete-part.tsx';
import { EditOrOpen } from './edit-or-open.tsx';
import { Opened } from './opened.tsx';
import { useSaved } from './saved.ts';
import { textOfFile } from './text-of-file.ts';
import { Unsaved } from './unsaved.tsx';

type Listed = Static<typeof FileList>['items'][number];

const octets = 'application/octet-stream';

/** Every file of the package: whatever the other parts have no form for can be changed here. */
export function Files({ desk }: { desk: Desk }) {
  const { slug } = desk;
  const open = desk.file;
  const loaded = useLoaded(`${slug} ${desk.round.value}`, (signal) =>
    get<Static<typeof FileList>>(urlOf(slug, 'files'), signal),
  );
  const edit = (path: string | null) => {
    open.value = path;
  };
  return (
    <div class="stack">
      <Show of={loaded}>{({ items }) => <Table desk={desk} items={items} onEdit={edit} />}</Show>
      {open.value !== null && <FileForm key={open.value} desk={desk} path={open.value} onClose={() => edit(null)} />}
      {mayWrite() && <NewFile onOpen={edit} />}
      {mayWrite() && <Place desk={desk} />}
      {mayWrite() && <ImportOver desk={desk} />}
    </div>
  );
}

function Table({ desk, items, onEdit }: { desk: Desk; items: readonly Listed[]; onEdit(path: string): void }) {
  return (
    <section class="scroll" tabIndex={0} aria-label="Files">
      <table class="stacked">
        <thead>
          <tr>
            <th>File</th>
            <th class="number">Size</th>
            <th>
              <span class="sr">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ path, sizeBytes }) => (
            <tr key={path}>
              <td>
                <a class="mono" href={urlOf(desk.slug, `files/${path}`)} download={path.split('/').at(-1) ?? path}>
                  {visible(path)}
                </a>
              </td>
              <td class="number" data-label="Size">
                {bytes(sizeBytes)}
              </td>
              <td>
                <div class="row tight">
                  <EditOrOpen name={path} onPress={() => onEdit(path)} />
                  <DeletePart desk={desk} part={`files/${path}`} name={path} />
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FileForm({ desk, path, onClose }: { desk: Desk; path: string; onClose(): void }) {
  const draft = desk.draft<string>(`file ${path}`);
  const loaded = useSaved(desk, `file ${path}`, async () => ({ text: await textOrNew(desk.slug, path) }));
  const save = (text: string) => desk.change('PUT', `files/${path}`, new Blob([text], { type: octets }));
  return (
    <Opened title={`File ${path}`} onClose={onClose}>
      <Show of={loaded}>
        {({ text }) =>
          text === null ? (
            <p>It is too long to be shown here, or no text: download it, and upload it in its place.</p>
          ) : (
            <>
              <CodeArea
                label="Content"
                name={path}
                rows={18}
                isReadOnly={!mayWrite()}
                value={draft.value ?? text}
                onValue={(value) => {
                  draft.value = value;
                }}
              />
              <Unsaved draft={draft} what="the file" onSave={save} />
            </>
          )
        }
      </Show>
    </Opened>
  );
}

function NewFile({ onOpen }: { onOpen(path: string): void }) {
  const path = useSignal('');
  const open = () => {
    onOpen(path.value);
    path.value = '';
  };
  return (
    <form class="row ends" onSubmit={(event) => event.preventDefault()}>
      <Field
        label="A new file"
        placeholder="data/secret/test_group.yaml"
        value={path.value}
        onValue={(value) => {
          path.value = value.trim().replace(/^\/+/, '');
        }}
      />
      <Button submit disabled={path.value === ''} onPress={open}>
        Write it
      </Button>
    </form>
  );
}

/** Of a file that is not there yet, nothing. */
async function textOrNew(slug: string, path: string): Promise<string | null> {
  try {
    return await textOfFile(slug, path);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return '';
    throw error;
  }
}

function Place({ desk }: { desk: Desk }) {
  const sending = useSending();
  const folder = useSignal('');
  const place = async (files: File[]) => {
    const inside = folder.value.replace(/^\/+|\/+$/g, '');
    const part = (name: string) => `files/${inside === '' ? '' : `${inside}/`}${name}`;
    const changes = files.map((file) => ({ method: 'PUT', part: part(file.name), body: file, type: octets }) as const);
    await sending.send((watch) => desk.changeAll(changes, watch), 'It was stopped: what is listed above is there.');
    tell('good', `${files.length} ${files.length === 1 ? 'file is' : 'files are'} there.`);
  };
  return (
    <div class="row ends">
      <Field
        label="Folder for uploads"
        value={folder.value}
        placeholder="data/secret"
        onValue={(value) => {
          folder.value = value.trim();
        }}
      />
      <Upload text="Upload files" multiple onFiles={place} />
      {sending.bar}
    </div>
  );
}

function ImportOver({ desk }: { desk: Desk }) {
  const zip = useSignal<File | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const sending = useSending();
  const replace = async () => {
    if (zip.value === null) return;
    const change = { method: 'PUT', part: 'package.zip', body: zip.value, type: 'application/zip' } as const;
    await sending.send((watch) => desk.changeAll([change], watch), 'It was stopped: all files are as they were.');
    tell('good', `All files are those of ${zip.value.name} now.`);
    zip.value = null;
    // The button that was pressed is gone, once the dialog is.
    setTimeout(() => place.current?.querySelector('button')?.focus());
  };
  return (
    <div ref={place} class="row">
      <Upload
        text={zip.value === null ? 'Import a zip in place of all files' : `Chosen: ${zip.value.name}`}
        accept=".zip,application/zip"
        onFiles={([file]) => {
          zip.value = file ?? null;
        }}
      />
      {zip.value !== null && (
        <Confirm text="Replace all files" title="Replace all files?" yes="Replace them" onYes={replace}>
          <p>Every file of this working copy goes, and those of the zip come. Published versions stay.</p>
          {sending.bar}
        </Confirm>
      )}
    </div>
  );
}
