import { javascriptLanguage, localCompletionSource, typescriptLanguage } from '@codemirror/lang-javascript';
import { type Language, LanguageSupport } from '@codemirror/language';

/** What the package would give with snippets and JSX besides, which cost a slow line more than they help here. */
const supportOf = (language: Language) =>
  new LanguageSupport(language, language.data.of({ autocomplete: localCompletionSource }));

export const javascript = () => supportOf(javascriptLanguage);
export const typescript = () => supportOf(typescriptLanguage);
