import type { SourceFile } from '../../../../../engine/model/submission.ts';
import { Button } from '../../../shared/button.tsx';
import { CodeArea } from '../../../shared/code-area.tsx';
import { Field } from '../../../shared/field.tsx';
import { mayWrite } from '../desk.ts';
import { Upload } from '../upload.tsx';

/** The files of a program: their names and texts, typed or uploaded. */
export function Sources({
  value,
  onValue,
  firstName,
}: {
  value: readonly SourceFile[];
  onValue(value: SourceFile[]): void;
  /** Of a file that is added. */
  firstName: string;
}) {
  const replace = (at: number, more: Partial<SourceFile>) =>
    onValue(value.map((file, index) => (index === at ? { ...file, ...more } : file)));
  return (
    <div class="stack">
      {value.map((file, at) => (
        <fieldset key={at}>
          <legend>{file.name || `File ${at + 1}`}</legend>
          <div class="stack">
            <div class="row ends">
              <Field label="File name" required value={file.name} onValue={(name) => replace(at, { name })} />
              {mayWrite() && (
                <Button
                  kind="quiet"
                  label={`Take out ${file.name}`}
                  onPress={() => onValue(value.filter((_one, index) => index !== at))}
                >
                  Take out
                </Button>
              )}
            </div>
            <CodeArea
              label="Source"
              name={file.name}
              rows={12}
              value={file.content}
              onValue={(content) => replace(at, { content })}
              isReadOnly={!mayWrite()}
            />
          </div>
        </fieldset>
      ))}
      {mayWrite() && (
        <div class="row">
          <Button onPress={() => onValue([...value, { name: value.length === 0 ? firstName : '', content: '' }])}>
            Add a file
          </Button>
          <Upload
            text="Upload files"
            multiple
            onFiles={async (files) => {
              const read = await Promise.all(
                files.map(async (file) => ({ name: file.name, content: await file.text() })),
              );
              onValue([...value.filter(({ name }) => !read.some((one) => one.name === name)), ...read]);
            }}
          />
        </div>
      )}
      {!mayWrite() && value.length === 0 && <p class="soft">Nothing.</p>}
    </div>
  );
}
