import type { Answers } from './answers.generated.ts';
import { type GitHub, mutate } from './client.ts';
import { type Answer, type Document, document, type Variables } from './document.ts';

/** One aliased mutation. */
export type Input = { alias: string; field: string; selection: string; value: Record<string, unknown> };

/** The documents that are made anew each time, of as many mutations as there is to write. */
export type Writing = 'WriteReview' | 'FinishReview';

/** What was carried out, and what of it GitHub would not do however often it is asked. */
export type Sent<Name extends Writing> = { answer: Partial<Answer<Name>>; refusals: Refusal[] };

/** A mutation that GitHub refuses for good, and what it says. */
export type Refusal = { alias: string; message: string };

/**
 * Sends mutations in one document. They run in order and are not atomic: one that is refused for good leaves the others as they
 * are, and is told by its alias. Whatever else goes wrong is thrown, for the queue to try again.
 */
export async function sendMutations<Name extends Writing>(
  github: GitHub,
  name: Name,
  inputs: readonly Input[],
): Promise<Sent<Name>> {
  if (inputs.length === 0) return { answer: {}, refusals: [] };
  // The types know a sample of the document; which aliases there are, only the inputs tell.
  const values = Object.fromEntries(inputs.map(({ alias, value }) => [alias, value])) as Variables<Name>;
  try {
    return { answer: await mutate(github, writingDocument(name, inputs), values), refusals: [] };
  } catch (error) {
    const { data, errors } = error as { data?: Partial<Answer<Name>> | null; errors?: unknown };
    const refusals = Array.isArray(errors) ? errors.map(refusalIn) : [null];
    if (!data || refusals.includes(null)) throw error;
    return { answer: data, refusals: refusals.flatMap(refusal => refusal ?? []) };
  }
}

const forGood: readonly unknown[] = ['FORBIDDEN', 'INSUFFICIENT_SCOPES', 'NOT_FOUND', 'UNPROCESSABLE'];

/** GitHub says so of the same kind when it only wants us to be slower: "was submitted too quickly". */
const isOfAMoment = /too quickly|rate limit|abuse|try again|timed? ?out/i;

/** What GitHub's error says of one mutation; null where it is of a moment, or of the document as a whole. */
function refusalIn(error: { type?: unknown; message?: unknown; path?: unknown[] } | null): Refusal | null {
  const [alias] = error?.path ?? [];
  const message = String(error?.message ?? 'no reason given');
  if (typeof alias !== 'string' || !forGood.includes(error?.type) || isOfAMoment.test(message)) return null;
  return { alias, message };
}

/** Makes the document of these mutations. */
export function writingDocument<Name extends keyof Answers>(
  name: Name,
  inputs: readonly Omit<Input, 'value'>[],
): Document<Name> {
  const typeOf = (field: string): string => `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`;
  const parameters = inputs.map(({ alias, field }) => `$${alias}: ${typeOf(field)}`).join(', ');
  const fields = inputs.map(
    ({ alias, field, selection }) => `${alias}: ${field}(input: $${alias}) { ${selection} }`,
  );
  return document(name, `mutation ${name}(${parameters}) {\n${fields.join('\n')}\n}`);
}
