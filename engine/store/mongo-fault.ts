import { MongoError } from 'mongodb';
import { AppError } from '../errors.ts';

const duplicateKey = 11000;
/** What an update would have made too large. */
const tooLarge = [10334, 17419, 17420];

/** By the server's error code: what to do about it. */
const advice: Record<number, string> = {
  13: 'Give its user the role readWrite on the database',
  18: 'Check the user name and the password in the address',
  64: 'Check that most members of the replica set are up',
  8000: 'Check the user name and the password in the address',
  14031: 'Make room on its disk',
};

/**
 * Names what the driver threw: DUPLICATE, TOO_LARGE, STORE_UNAVAILABLE, or INTERNAL for a fault of ours. The commands
 * are few and fixed, so a server that refuses one is in a bad state (not primary, no rights, full): that is an outage.
 */
export function mongoFault(error: unknown, place: string): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof MongoError)) {
    return new AppError('INTERNAL', `The MongoDB driver failed on ${place}: ${error}.`, { cause: error });
  }
  const code = Number(error.code);
  if (code === duplicateKey) {
    return new AppError('DUPLICATE', `It is in the store already: ${error.message}.`, { cause: error });
  }
  if (tooLarge.includes(code)) {
    return new AppError('TOO_LARGE', `MongoDB takes no document of this size: ${error.message}.`, { cause: error });
  }
  const cure = advice[code] ?? 'Check that it runs and that this machine reaches it';
  return new AppError('STORE_UNAVAILABLE', `The store ${place} is not usable: ${error.message}. ${cure}.`, {
    cause: error,
  });
}
