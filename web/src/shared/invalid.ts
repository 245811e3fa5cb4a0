/** What is wrong with what was entered, as far as the browser sees it; `null` when nothing is. */
export function whatIsInvalid(element: Element | null): string | null {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return null;
  const { validity, type } = element;
  if (validity.valid) return null;
  if (validity.valueMissing) return 'Fill this in.';
  if (validity.typeMismatch) {
    return type === 'email'
      ? 'This is no e-mail address, such as name@example.com.'
      : 'This is no URL, such as https://example.com/hook.';
  }
  const { min, max } = element as HTMLInputElement;
  if (validity.rangeUnderflow) return `At least ${min}.`;
  if (validity.rangeOverflow) return `At most ${max}.`;
  if (validity.stepMismatch) return 'Only whole numbers.';
  return validity.badInput ? 'This is not complete.' : element.validationMessage;
}
