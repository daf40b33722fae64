import type { Answers } from './answers.generated.ts';
import { type GitHub, mutate } from './client.ts';
import { type Answer, type Document, document, type Variables } from './document.ts';

/** One aliased mutation. */
export type Input = { alias: string; field: string; selection: string; value: Record<string, unknown> };

/** The documents that are made anew each time, of as many mutations as there is to write. */
export type Writing = 'WriteReview' | 'ShowEyes' | 'BeginNote' | 'SendNote';

/** Sends mutations in one document. They run in order and are not atomic; of each that was not sent there is no answer. */
export function sendMutations<Name extends Writing>(
  github: GitHub,
  name: Name,
  inputs: readonly Input[],
): Promise<Partial<Answer<Name>>> {
  // The types know a sample of the document; which aliases there are, only the inputs tell.
  const values = Object.fromEntries(inputs.map(({ alias, value }) => [alias, value])) as Variables<Name>;
  return mutate(github, writingDocument(name, inputs), values);
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
