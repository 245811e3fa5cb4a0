import { defineConfig } from 'vite';
import { compressed } from './compressed.ts';

const editorParts = /node_modules\/(@codemirror\/(?!lang-|search)|@lezer\/(common|highlight|lr)\/)/;

/** The pages, built into web/dist, which the server serves: see api/plugins/pages.ts. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [compressed()],
  // The server says what is cached; nothing is inlined, since the content security policy allows no data in scripts.
  build: {
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // To compress takes longest, and is to.
      checks: { bundlerTimings: false },
      // Of `diff` only what is used: it does not say that its parts do nothing when they are loaded.
      treeshake: { moduleSideEffects: [{ test: /node_modules\/diff\//, sideEffects: false }] },
      input: { take: `${import.meta.dirname}/take.html`, staff: `${import.meta.dirname}/staff.html` },
      // What every editor needs is one file: in parts, as the languages share them, it is larger.
      output: { codeSplitting: { groups: [{ name: 'editor', test: editorParts }] } },
    },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
