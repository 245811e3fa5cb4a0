import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { examine } from '../../support/examine.ts';
import { root } from '../../support/sandbox.ts';
import { editorOf, invite, seesState, startAttempt, write } from './candidate.ts';
import { createStage, type Stage } from './take-stage.ts';

/** Whatever authors, reviewers, candidates and programs write is text in the candidate's pages, and can be seen. */

const patience = { timeout: 60_000 };
const tag = '<img src=x onerror=alert(1)>';
const script = '</textarea></script><script>alert(2)</script>';
/** What every object has a property of. */
const slug = 'constructor';
const esc = '\u001b';
const turned = '\u202e';

let problems: string;
let stage: Stage;
let page: Page;
let link: string;
/** Of what is not ours. */
const asked: string[] = [];

beforeAll(async () => {
  problems = await mkdtemp(join(tmpdir(), 'assay-hostile-'));
  await makeProblem(join(problems, slug));
  stage = await createStage(problems);
  ({ page } = await stage.open());
  page.on('request', (request) => {
    if (!/^(data:|blob:)/.test(request.url()) && new URL(request.url()).origin !== stage.url())
      asked.push(request.url());
  });
  ({ link } = await invite(stage.admin, {
    title: `Title ${tag}`,
    instructions: `Instructions ${script} ${tag} [a link](javascript:alert(3)) ![](http://evil.example/beacon.png)`,
    problems: [{ slug, points: 100 }],
    person: { name: `Cleo ${tag}`, email: 'cleo@example.com' },
  }));
});

afterAll(async () => {
  await stage?.close();
  await rm(problems, { recursive: true, force: true });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await stage.picture('take-hostile-failed');
  expect(stage.complaints.splice(0)).toEqual([]);
  expect(asked).toEqual([]);
  expect(await page.locator('img[src=x], img[src^=http], script:not([src]), a[href^="javascript:" i]').count()).toBe(0);
});

/** A problem that is graded as any other, by an author who means harm. */
async function makeProblem(folder: string): Promise<void> {
  await cp(join(root, 'problems/brackets'), folder, { recursive: true });
  const yaml = await readFile(join(folder, 'problem.yaml'), 'utf8');
  await writeFile(join(folder, 'problem.yaml'), yaml.replace(/^name: .*$/m, `name: 'Name ${tag}'`));
  await writeFile(
    join(folder, 'statement/problem.en.md'),
    `Statement ${tag} ${script}

<iframe src="http://evil.example/"></iframe><style>body{display:none}</style><a href="javascript:alert(4)" onclick="alert(5)">link</a>

[link](javascript:alert(6)) [data](data:text/html,<script>alert(7)</script>) ![beacon](http://evil.example/beacon.png) ![](x "onerror=alert(8)")

$\\href{javascript:alert(9)}{maths}$ $\\includegraphics{http://evil.example/beacon.png}$ turned ${turned}round
`,
  );
  await writeFile(join(folder, 'data/sample/1.hint'), `Hint ${tag}`);
  await mkdir(join(folder, 'output_validator'));
  await writeFile(
    join(folder, 'output_validator/validate.py'),
    `import sys
open(sys.argv[3] + "judgemessage.txt", "w").write("For the judges: " + sys.stdin.readline())
open(sys.argv[3] + "teammessage.txt", "w").write("${tag}\\n" + ${JSON.stringify(script)} + "\u202e")
sys.exit(43)
`,
  );
}

const headline = (name: string | RegExp) => page.getByRole('heading', { name, level: 2 });

async function run(program: string): Promise<void> {
  await write(page, program);
  await page.keyboard.press('Control+Enter');
}

test('O15 in title, instructions and name: text on the landing', async () => {
  await page.goto(link);
  await page.getByRole('heading', { name: `Title ${tag}` }).waitFor();
  await page.getByText(`For Cleo ${tag}`).waitFor();
  await page.getByText('Instructions').waitFor();
  await expect.poll(() => page.title()).toContain('Title <img');
});

test('O15 in a statement’s Markdown, HTML, maths, its problem’s name and hints: text or nothing, and no request', async () => {
  await startAttempt(page, `${stage.url()}/take`);
  const statement = page.getByRole('article', { name: `Name ${tag}` });
  await statement.getByText(`Hint ${tag}`).waitFor();
  await page.getByRole('navigation', { name: 'Problems' }).getByText(`Name ${tag}`).waitFor();
  expect(await statement.locator('iframe, style, [onclick], [style], a[href^=data]').count()).toBe(0);
  expect(await statement.innerText()).toContain('turned ⟨U+202E⟩round');
});

test('O14 and O15 in output, standard error and the checker’s words: as it is, what cannot be seen by its number', async () => {
  await run(`import sys
print(${JSON.stringify(`${tag}${script}`)})
print("${esc}[31mred ${esc}]8;;javascript:alert(1)${esc}\\\\link ${esc}]52;c;aGk= a\\b\\b ${turned}live \\u2066x\\u2069" + "\\u0301" * 20000)
print("${tag}", file=sys.stderr)
`);
  await headline('Run on the samples: Wrong answer').waitFor(patience);
  const output = page.getByRole('region', { name: 'Your output' }).first();
  expect(await output.innerText()).toContain(`${tag}${script}`);
  expect(await output.innerText()).toContain('⟨U+001B⟩[31mred ⟨U+001B⟩]8;;javascript');
  expect(await output.innerText()).toContain('a⟨U+0008⟩⟨U+0008⟩ ⟨U+202E⟩live ⟨U+2066⟩x⟨U+2069⟩');
  await page.getByRole('region', { name: 'Standard error' }).first().getByText(tag).waitFor();
  const told = await page.getByRole('region', { name: 'What the checker says' }).first().innerText();
  expect(told).toContain(`${tag}\n${script}⟨U+202E⟩`);
  expect(await page.getByText('For the judges').count()).toBe(0);
  await page.getByRole('region', { name: 'Differences, line by line' }).first().waitFor();
});

test('O15 in a compile error: as it is', async () => {
  await run(`def ${tag}${turned} ("${script}":\n`);
  const said = page.getByRole('region', { name: 'Output of the compiler' });
  await said.getByText(`${tag}⟨U+202E⟩`).waitFor(patience);
  expect(await said.innerText()).toContain(script.slice(0, 20));
});

test('C09 source that reads otherwise than it runs is seen as it runs, and stored to the last byte', async () => {
  const program = `\ufeffif access != "user${turned} \u2066# check\u2069 \u2066":\u200b\u00ad\u{e0041}\n\tprint("\u202a\u0007")\n`;
  await write(page, `${program}\0`);
  await page.getByText('Not saved: main.py is not text: it has a NUL character.').waitFor();
  await write(page, program);
  await seesState(page, 'saved');
  const { items } = await (await page.request.get(`${stage.url()}/api/attempt/drafts`)).json();
  expect(items.at(-1).files[0].content).toBe(program);
  const shown = await editorOf(page).innerText();
  for (const code of ['FEFF', '202E', '2066', '2069', '200B', '00AD', 'E0041', '202A', '0007']) {
    expect(shown, code).toContain(`⟨U+${code}⟩`);
  }
  expect(await examine(page, 'take-hostile')).toEqual([]);
});

test('C09 a source that is too large is refused in words, and so is an empty one', async () => {
  await run(`#${'x'.repeat(300 * 1024)}`);
  await page.getByRole('alert').getByText(/KiB/).waitFor();
  await run('');
  await page.getByRole('alert').getByText('main.py is empty.').waitFor();
});

test('the policy that comes with each page lets nothing inline run, and the page tells when something tries to', async () => {
  for (const path of ['/take', '/take/anything', '/', '/problems']) {
    const policy = (await page.request.get(`${stage.url()}${path}`)).headers()['content-security-policy'] ?? '';
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("script-src 'self';");
    expect(policy, path).not.toMatch(/unsafe|\*/);
  }
  await page.evaluate(`{
    const inline = document.createElement('script');
    inline.textContent = 'globalThis.ran = true';
    document.body.append(inline);
    inline.remove();
  }`);
  expect(await page.evaluate('globalThis.ran')).toBeUndefined();
  await expect.poll(() => stage.complaints.join('\n')).toContain('The policy refused script-src-elem inline');
  stage.complaints.length = 0;
});
