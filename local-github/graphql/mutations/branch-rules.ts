import { isProtectedFrom } from '../../auth.ts';
import type { Actor, Repository } from '../../state.ts';
import { problem } from '../problem.ts';

/** Throws when protection keeps this actor from moving the branch; classic protection and rulesets word it differently. */
export function needUnprotected(repository: Repository, branch: string, actor: Actor): void {
  if (!isProtectedFrom(repository, branch, actor)) return;
  const reason = 'Changes must be made through a pull request.';
  throw repository.protection?.classic
    ? problem('BRANCH_PROTECTION_RULE_VIOLATION', reason)
    : problem('UNPROCESSABLE', `Repository rule violations found\n\n${reason}\n\n`);
}
