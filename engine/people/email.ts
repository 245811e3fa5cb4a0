import { AppError } from '../errors.ts';
import { isOneLine } from '../one-line.ts';

/** As it is compared and stored. Throws BAD_REQUEST for what is no address, or could be more than one in a mail's header. */
export function cleanEmail(text: string, field: string): string {
  const email = text.trim().toLowerCase();
  if (email.length <= 254 && /^[^\s@<>()[\]\\,;:"\p{C}]+@[^\s@<>()[\]\\,;:"\p{C}]+$/u.test(email)) return email;
  throw new AppError('BAD_REQUEST', 'This is no e-mail address: it is one such as jo@example.com.', { field });
}

/** A person's or a thing's name in one line. Throws BAD_REQUEST. */
export function cleanName(text: string, field: string): string {
  const name = text.normalize('NFC').trim();
  if (name.length <= 100 && isOneLine(name)) return name;
  throw new AppError('BAD_REQUEST', 'A name is one line of 1 to 100 characters, none of which turns its direction.', {
    field,
  });
}
