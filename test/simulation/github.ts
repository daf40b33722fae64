import type { World } from '../../local-github/world.ts';
import type { Random } from '../../scripts/differential/random.ts';
import type { Clock } from './clock.ts';
import { type Fate, fateOf, noFaults, type Rates } from './faults.ts';
import { limitedAnswer, watchLimits } from './limits.ts';
import { carryOut, type HttpAnswer, httpError, type Question } from './requests.ts';
import type { Watch } from './watch.ts';
import type { Stage } from './world.ts';

/** Who asks: one attempt at a job. */
export type Asker = {
  name: string;
  process: { name: string };
  /** It was cut off or its process has died: nothing reaches it any more. */
  isOver: boolean;
  /** It was shown a state that had passed. */
  sawOld: boolean;
};

/** A request on its way: first there, then back. */
export type Pending = {
  asker: Asker;
  question: Question;
  fate: Fate;
  old: World | null;
  answer: HttpAnswer | null;
  resolve(value: HttpAnswer): void;
  reject(reason: unknown): void;
};

export type SimulatedGitHub = {
  ask(asker: Asker, question: Question): Promise<HttpAnswer>;
  /** Those that can go on now. */
  pending(): readonly Pending[];
  goOn(request: Pending): Promise<void>;
  /** Keeps the present state, which some reads are shown for a while. */
  rememberState(): void;
  /** From now on, nothing goes wrong. */
  calm(): void;
  /** How often something was written: documents of mutations of which something was carried out. */
  writes(): number;
  /** Throws where something was asked for that GitHub had said it does not want now. */
  check(): void;
};

/** GitHub ends every request after ten seconds; ours are given up a little later. */
const githubPatience = 10_000;
const clientPatience = 15_000;
/** So long a replica may show what has passed. */
const staleness = 20_000;

type Options = {
  stage: Stage;
  clock: Clock;
  random: Random;
  rates: Rates;
  watching: Watch;
  tell(line: string): void;
};

export function openGitHub({ stage, clock, random, rates, watching, tell }: Options): SimulatedGitHub {
  let pending: Pending[] = [];
  let writes = 0;
  let olds: { world: World; at: number }[] = [];
  let isCalm = false;
  const limits = () => (isCalm ? noFaults : rates);
  const closed = watchLimits(clock);
  const remove = (request: Pending): void => {
    pending = pending.filter(other => other !== request);
  };

  function oldWorld({ isMutation }: Question): World | null {
    olds = olds.filter(({ at }) => at + staleness > clock.now());
    if (isMutation || isCalm || olds.length === 0 || !random.percent(50)) return null;
    return random.pick(olds).world;
  }

  function send(asker: Asker, question: Question): Promise<HttpAnswer> {
    closed.ask(asker, question);
    return new Promise((resolve, reject) => {
      const fate = fateOf(random, limits(), question);
      const old = oldWorld(question);
      if (old !== null) asker.sawOld = true;
      const request: Pending = { asker, question, fate, old, answer: null, resolve, reject };
      pending.push(request);
      clock.at(clock.now() + githubPatience, () => {
        if (request.answer !== null || !pending.includes(request)) return;
        // Nobody has come to it in time.
        if (asker.isOver) return remove(request);
        request.fate = { kind: 'broken', status: 502, carriedOut: false };
      });
    });
  }

  async function arrive(request: Pending): Promise<void> {
    const { question, fate, old, asker } = request;
    const isCarriedOut =
      fate.kind === 'fine' || fate.kind === 'partial' || ('carriedOut' in fate && fate.carriedOut);
    const shown = `${asker.name} ${question.name}${old === null ? '' : ' (of an old state)'}`;
    if (!isCarriedOut) {
      tell(`${shown}: not carried out, ${wordsOf(fate)}`);
      request.answer = { status: 0, data: null };
      return;
    }
    const refused = new Set<string>();
    const refuses = (alias: string): boolean => {
      if (fate.kind !== 'partial' || !random.percent(50)) return false;
      refused.add(alias);
      return true;
    };
    request.answer = question.isMutation
      ? await carryOut(stage.world, stage.viewer, question, refuses)
      : await stage.answers.to(old ?? stage.world, question);
    if (question.isMutation) stage.answers.forget(stage.world);
    if (question.isMutation && hasWritten(request.answer)) writes += 1;
    const but = refused.size === 0 ? '' : ` but for ${[...refused].join()}`;
    tell(`${shown}: carried out${but}${fate.kind === 'fine' ? '' : `, ${wordsOf(fate)}`}`);
    if (question.isMutation) await watching.look({ kind: 'app', sawOld: asker.sawOld });
  }

  function answer(request: Pending): void {
    const { question, fate, asker, resolve, reject } = request;
    remove(request);
    if (asker.isOver || request.answer === null) return;
    if (fate.kind === 'silent') {
      clock.at(clock.now() + clientPatience, () => reject(new Error('GitHub does not answer')));
      return;
    }
    if (fate.kind === 'limited') closed.tell(asker, question, fate);
    try {
      resolve(told(question, fate, request.answer, { random, clock }));
    } catch (error) {
      reject(error);
    }
  }

  return {
    async ask(asker, question) {
      if (asker.isOver) throw new Error(`${asker.name} asks although it is over`);
      return send(asker, question);
    },
    pending: () => pending,
    async goOn(request) {
      if (request.answer === null) await arrive(request);
      else answer(request);
      if (request.asker.isOver) remove(request);
    },
    rememberState() {
      olds.push({ world: stage.freeze(), at: clock.now() });
      tell('a replica falls behind');
    },
    calm() {
      isCalm = true;
      for (const request of pending) if (request.answer === null) request.fate = { kind: 'fine' };
    },
    writes: () => writes,
    check: closed.check,
  };
}

function hasWritten({ data }: HttpAnswer): boolean {
  const { data: done } = data as { data?: Record<string, unknown> | null };
  return Object.values(done ?? {}).some(one => one !== null);
}

/** What the client makes of an answer, or of what comes in its place. */
function told(
  question: Question,
  fate: Fate,
  answer: HttpAnswer,
  { random, clock }: { random: Random; clock: Clock },
): HttpAnswer {
  switch (fate.kind) {
    case 'broken':
      throw httpError(fate.status);
    case 'limited':
      throw httpError(fate.status, limitedAnswer(fate, clock.now()));
    case 'error-under-200':
      if (question.kind === 'rest') throw httpError(502);
      return { status: 200, data: { data: null, errors: [somethingWrong] } };
    case 'partial':
      return question.isMutation ? answer : inPart(answer, random);
    default:
      return answer;
  }
}

const somethingWrong = { message: 'Something went wrong while executing your query.' };

/** An answer in which one part is missing: GitHub says so beside it. */
function inPart({ status, data }: HttpAnswer, random: Random): HttpAnswer {
  const answer = structuredClone(data) as { data?: { node?: Part | null } | null };
  const { node } = answer.data ?? {};
  const pull = node?.pullRequest as Part | null | undefined;
  const part = pull ?? node;
  const field = random.pick(pull ? ['timelineItems', 'files'] : Object.keys(node ?? {}));
  if (!part || field === undefined) return { status, data: { data: null, errors: [somethingWrong] } };
  const list = part[field] as { nodes?: unknown[] } | null;
  // Of a list, each item may be missing by itself.
  if (field === 'files' && list?.nodes) list.nodes = list.nodes.map(() => null);
  else part[field] = null;
  const path = pull ? ['node', 'pullRequest', field] : ['node', field];
  return { status, data: { ...answer, errors: [{ ...somethingWrong, path }] } };
}

type Part = Record<string, unknown>;

function wordsOf(fate: Fate): string {
  if (fate.kind === 'broken') return `GitHub says ${fate.status}`;
  if (fate.kind === 'limited') return `GitHub says ${fate.status}: in ${fate.seconds} seconds (${fate.by})`;
  if (fate.kind === 'error-under-200') return 'an error under status 200';
  return fate.kind === 'silent' ? 'no answer' : fate.kind;
}
