import { hash, type Options, verify } from '@node-rs/argon2';
import { AppError } from '../errors.ts';
import { commonPasswords } from './common-passwords.ts';
import { createTurns } from './turns.ts';

const shortestPassword = 12;
const longestPassword = 200;

/** Argon2id as OWASP advises: 19 MiB, 2 passes, 1 lane. */
const options: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashing takes all of a thread of the pool that files are read by too, so two at a time; a flood waits or is sent away. */
const atOnce = 2;
const mostWaiting = 50;

/** As text: a different one each time, that no password has. */
const noHash = '$argon2id$v=19$m=19456,t=2,p=1$YWFhYWFhYWFhYWFhYWFhYQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

export interface Passwords {
  /** Argon2id in PHC form. Throws BAD_REQUEST for a password that is too short, too long or too common; RATE_LIMITED in a flood. */
  hash(password: string, field: string): Promise<string>;
  /** Takes as long when there is no hash, and is false then. Throws RATE_LIMITED in a flood. */
  verify(password: string, stored: string | null): Promise<boolean>;
}

export function createPasswords(): Passwords {
  const turns = createTurns({ atOnce, mostWaiting });
  return {
    async hash(password, field) {
      const text = password.normalize('NFKC');
      const wrong = whatIsWrong(text);
      if (wrong !== null) throw new AppError('BAD_REQUEST', wrong, { field });
      return turns.take(() => hash(text, options));
    },
    async verify(password, stored) {
      const text = password.normalize('NFKC');
      const same = await turns.take(() => verify(stored ?? noHash, text));
      return same && stored !== null;
    },
  };
}

/** In characters as people count them; what they are made of is nobody's business (NIST SP 800-63B). */
function whatIsWrong(text: string): string | null {
  const characters = [...text];
  if (characters.length < shortestPassword) {
    return `The password has ${characters.length} characters: take at least ${shortestPassword}, such as a few words.`;
  }
  if (characters.length > longestPassword)
    return `The password is too long: take at most ${longestPassword} characters.`;
  const isCommon = commonPasswords.has(text.toLowerCase()) || new Set(characters).size < 5;
  return isCommon ? 'The password is among those that are tried first: take another, such as a few words.' : null;
}
