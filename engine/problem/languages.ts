import { extname } from 'node:path';
import type { Runtime } from '../model/runtime.ts';

/** Language codes with the file endings that tell the language. Source: the format's languages table. */
const endings: Readonly<Record<string, readonly string[]>> = {
  ada: ['.adb', '.ads'],
  algol68: ['.a68'],
  apl: ['.apl'],
  bash: ['.sh'],
  c: ['.c'],
  cgmp: [],
  cobol: ['.cob'],
  cpp: ['.cc', '.cpp', '.cxx', '.c++', '.C'],
  cppgmp: [],
  crystal: ['.cr'],
  csharp: ['.cs'],
  d: ['.d'],
  dart: ['.dart'],
  elixir: ['.ex'],
  erlang: ['.erl'],
  forth: ['.fth', '.4th', '.forth', '.frt'],
  fortran: ['.f90'],
  fsharp: ['.fs'],
  gerbil: ['.ss'],
  go: ['.go'],
  haskell: ['.hs'],
  java: ['.java'],
  javaalgs4: [],
  javascript: ['.js'],
  julia: ['.jl'],
  kotlin: ['.kt'],
  lisp: ['.lisp', '.cl'],
  lua: ['.lua'],
  modula2: ['.mod', '.def'],
  nim: ['.nim'],
  objectivec: ['.m'],
  ocaml: ['.ml'],
  octave: [],
  odin: ['.odin'],
  pascal: ['.pas'],
  perl: ['.pm'],
  php: ['.php'],
  prolog: ['.pl'],
  python2: ['.py2'],
  python3: ['.py', '.py3'],
  python3numpy: [],
  racket: ['.rkt'],
  ruby: ['.rb'],
  rust: ['.rs'],
  scala: ['.scala'],
  simula: ['.sim'],
  smalltalk: ['.st'],
  snobol: ['.sno'],
  swift: ['.swift'],
  typescript: ['.ts'],
  visualbasic: ['.vb'],
  zig: ['.zig'],
};

const known = new Set(Object.values(endings).flat());

export function isLanguage(code: string): boolean {
  return Object.hasOwn(endings, code);
}

/** The runtime of a language code, such as `python3`; `undefined` when there is none. */
export function runtimeOfLanguage(code: string, runtimes: readonly Runtime[]): Runtime | undefined {
  const own = isLanguage(code) ? (endings[code] ?? []) : [];
  return runtimes.find(({ extensions }) => extensions.some((extension) => own.includes(extension)));
}

/** The language code of a runtime, such as `python3`: the one that has its endings for itself. */
export function languageOfRuntime({ extensions }: Runtime): string | undefined {
  return Object.keys(endings).find((code) => endings[code]?.some((ending) => extensions.includes(ending)));
}

/** What a source file is written in, by its ending; `null` for what is no source (a header, a text). */
export function languageOfFile(
  name: string,
  runtimes: readonly Runtime[],
): { id: string; runtime: Runtime | undefined } | null {
  const extension = extname(name);
  const runtime = runtimes.find(({ extensions }) => extensions.includes(extension));
  if (runtime) return { id: runtime.id, runtime };
  // An id that no runtime has: the ending itself.
  return known.has(extension) ? { id: extension.slice(1), runtime: undefined } : null;
}
