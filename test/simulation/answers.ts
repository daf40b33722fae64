import type { Viewer, World } from '../../local-github/world.ts';
import { carryOut, type HttpAnswer, type Question } from './requests.ts';

/** GitHub's answers to what changes nothing: the same question is answered once as long as the world is the same. */
export type Answers = {
  to(world: World, question: Question): Promise<HttpAnswer>;
  /** Something has changed in this world. */
  forget(world: World): void;
};

/** What they ask of is named by a commit, and stays as it is whatever else changes. */
const ofCommits = ['Contents', 'Policy'];

export function openAnswers(viewer: Viewer): Answers {
  const ever = new Map<string, HttpAnswer>();
  const now = new WeakMap<World, Map<string, HttpAnswer>>();
  return {
    async to(world, question) {
      const key = JSON.stringify(question);
      const known = ofCommits.includes(question.name) ? ever : (now.get(world) ?? new Map());
      if (known !== ever) now.set(world, known);
      const present = known.get(key);
      if (present) return present;
      const answer = await carryOut(world, viewer, question);
      // What says that something is wrong is thrown, and whoever catches it may add to it.
      const isFine = answer.status < 400 && !('errors' in Object(answer.data));
      if (isFine) known.set(key, frozen(answer));
      return answer;
    },
    forget: world => void now.delete(world),
  };
}

/** Whoever changed an answer would change it for others as well. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}
