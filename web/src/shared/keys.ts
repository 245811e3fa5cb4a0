export const isMac = /^Mac/.test(navigator.platform);

/** How the keys are called at this machine. */
export const command = isMac ? '⌘' : 'Ctrl';
export const option = isMac ? '⌥' : 'Alt';

/** `Ctrl+Shift+Enter`; on a Mac `⌘ Shift Enter`. */
export const keysOf = (...keys: readonly string[]): string => keys.join(isMac ? ' ' : '+');
