import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';
import { type Token, tokensOf } from './tokens.ts';

const grammars = { py: 'python', go: 'go', js: 'javascript', mjs: 'javascript', cjs: 'javascript' } as const;

/** The tokens of a file, `most` at most; `null` when its language is not known, or it takes too long to read. */
export type Tokenize = (file: { name: string; content: string }, most: number) => Token[] | null;

/** So long a parser may take for one file, whatever is in it. */
const mostParsingMs = 2000;

/** Loads the grammars: some 10 ms each. */
export async function loadTokenizer({ nowMs }: { nowMs(): number }): Promise<Tokenize> {
  await Parser.init();
  const parsers = new Map<string, Parser>();
  for (const name of new Set(Object.values(grammars))) {
    const path = fileURLToPath(import.meta.resolve(`tree-sitter-${name}/tree-sitter-${name}.wasm`));
    parsers.set(name, new Parser().setLanguage(await Language.load(path)));
  }
  return ({ name, content }, most) => {
    const parser = parsers.get(grammars[name.split('.').at(-1) as keyof typeof grammars]);
    if (parser === undefined) return null;
    const untilMs = nowMs() + mostParsingMs;
    const tree = parser.parse(content, null, { progressCallback: () => nowMs() > untilMs });
    if (tree === null) {
      parser.reset();
      return null;
    }
    try {
      return tokensOf(tree.rootNode, most);
    } finally {
      tree.delete();
    }
  };
}
