import { useSignal } from '@preact/signals';
import type { RuntimeView } from '../../../api/schemas/grading/runtime.ts';
import { Editor, EditorHelp } from '../shared/editor.tsx';
import { Choice } from '../shared/field.tsx';
import { FontSize } from './font-size.tsx';

const examples: Record<string, string> = {
  python: 'for line in open(0):\n    print(line.strip()[::-1])\n',
  node: "const lines = require('fs').readFileSync(0, 'utf8').split('\\n');\nconsole.log(lines.length);\n",
  go: 'package main\n\nimport "fmt"\n\nfunc main() {\n\tvar n int\n\tfmt.Scan(&n)\n\tfmt.Println(n * 2)\n}\n',
};

/** The editor, without anything behind it. */
export function Sandbox({ runtimes }: { runtimes: readonly RuntimeView[] }) {
  const chosen = useSignal(runtimes[0]?.id ?? '');
  const texts = useSignal(examples);
  const outside = useSignal(0);
  const runtime = runtimes.find(({ id }) => id === chosen.value);
  return (
    <div class="stack">
      <div class="row">
        <Choice
          label="Language"
          value={chosen.value}
          options={runtimes.map(({ id, title }) => ({ value: id, text: title }))}
          onValue={(id) => {
            chosen.value = id;
          }}
        />
        <FontSize />
      </div>
      <div class="sandbox">
        <Editor
          file={{
            key: chosen.value,
            name: runtime?.mainFile ?? '',
            text: () => texts.peek()[chosen.value] ?? '',
            outside,
          }}
          onText={(text) => {
            texts.value = { ...texts.peek(), [chosen.peek()]: text };
          }}
        />
      </div>
      <EditorHelp />
    </div>
  );
}
