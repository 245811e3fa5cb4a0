import type { Extension } from '@codemirror/state';

/** Loaded one at a time, by the extension of the file. */
const loaders: Record<string, () => Promise<Extension>> = {
  py: async () => (await import('@codemirror/lang-python')).python(),
  js: async () => (await import('./language-js.ts')).javascript(),
  mjs: async () => (await import('./language-js.ts')).javascript(),
  ts: async () => (await import('./language-js.ts')).typescript(),
  go: async () => (await import('@codemirror/lang-go')).go(),
};

/** Plain text where the language is not known, or cannot be loaded now. */
export async function languageOf(fileName: string): Promise<Extension> {
  const extension = fileName.split('.').at(-1) ?? '';
  try {
    return (await loaders[extension]?.()) ?? [];
  } catch {
    return [];
  }
}

/** Tabs in Go, four spaces in Python, two elsewhere: as their formatters have it. */
export function indentOf(fileName: string): string {
  if (fileName.endsWith('.go')) return '\t';
  return fileName.endsWith('.py') ? '    ' : '  ';
}
