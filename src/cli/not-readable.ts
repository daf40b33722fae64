import type { Refusal } from './refusal.ts';

/** Why a library cannot be read as it should be, as a sentence for people; thrown, for reading happens deep in everything. */
export class NotReadable extends Error {
  override name = 'NotReadable';
}

/** What a command comes to; where the library cannot be read, that is its refusal. */
export async function orRefusal<Outcome>(work: Promise<Outcome>): Promise<Outcome | Refusal> {
  try {
    return await work;
  } catch (error) {
    // By its name: packed, each command is a file with a class of its own.
    if (error instanceof Error && error.name === 'NotReadable') return { refusal: error.message };
    throw error;
  }
}
