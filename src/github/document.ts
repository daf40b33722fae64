import type { Answers } from './answers.generated.ts';

declare const operation: unique symbol;

/** A GraphQL document. Its name tells the types of its variables and of its answer: `npm run generate` makes them of its text. */
export type Document<Name extends keyof Answers> = string & { readonly [operation]: Name };

export type Answer<Name extends keyof Answers> = Answers[Name]['data'];
export type Variables<Name extends keyof Answers> = Answers[Name]['variables'];

/** Makes a document of its text, which must bear the name. */
export function document<Name extends keyof Answers>(name: Name, text: string): Document<Name> {
  const [, found] = /^\s*(?:query|mutation) (\w+)/.exec(text) ?? [];
  if (found !== name) throw new Error(`Expected the document ${name}, got ${found}.`);
  return text as Document<Name>;
}
