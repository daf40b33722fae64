import { refuseOthers } from '../connection.ts';
import { problem } from '../problem.ts';

export type WithInput<Input> = { input: Input };

/** What every mutation gives back of what it was given. */
export function echo(input: { clientMutationId?: string | null | undefined }) {
  return { clientMutationId: input.clientMutationId ?? null };
}

/** The rest of an input, when all that can be dealt with has been taken out. */
export function refuseInput(others: Record<string, unknown>): void {
  const { clientMutationId, ...unknown } = others;
  refuseOthers(unknown, 'the input field');
}

/** An action's result, or its refusal in GraphQL's form. */
export function accepted<Result extends { ok: true }>(
  result: Result | { ok: false; reason: string },
): Result {
  if (result.ok) return result;
  throw problem('UNPROCESSABLE', result.reason);
}
