import type { Limits } from './limits/limits.ts';
import type { App, Delivery, Installation, Repository, State, User } from './state.ts';

/** What every part of the local GitHub works on. */
export type World = {
  state: State;
  /** Where this GitHub answers, without a trailing slash: http://127.0.0.1:port */
  url: string;
  /** Where the bare repositories lie. */
  directory: string;
  /** GraphQL cuts the text of a longer blob; where exactly GitHub does is not documented. */
  textBytes: number;
  /** Makes an empty Git repository in a directory. */
  makeGit(directory: string, defaultBranch: string): void | Promise<void>;
  /** How much may be asked; GitHub's figures, unless a test sets others. */
  limits: Limits;
  now(): Date;
  nextId(): number;
  /** Tells the Apps installed on the repository; delivered asynchronously, in order unless told to misbehave. */
  emit(event: WebhookEvent): void;
  /** Takes a delivery to its App. */
  send(app: App, delivery: Delivery): void;
  /** Failures to act out: consulted by REST, GraphQL and webhook delivery. */
  faults: Faults;
  /** Every API request, for tests that count them. */
  requests: ApiRequest[];
};

/** `payload` holds the event's own objects and the sender; `appId` when only that App is told. */
export type WebhookEvent = {
  name: string;
  action: string | null;
  repository: Repository;
  payload: object;
  appId?: number;
};

export type Reach = { repositoryIds: number[]; permissions: App['permissions'] };

export type ApiRequest = {
  at: string;
  method: string;
  path: string;
  /** `user:login`, `app:slug` (JWT) or `installation:id`. */
  as: string;
  /** How far an installation's token reached; of anybody else absent. */
  reach?: Reach;
  /** The operation name of a GraphQL document, else null. */
  operation: string | null;
  status: number;
};

/** A fault is used up after `times` matches. `match` sees the request before it is carried out. */
export type Faults = {
  api: ApiFault[];
  mutations: MutationFault[];
  deliveries: DeliveryFault[];
};

export type ApiFault = {
  times: number;
  match(request: { method: string; path: string; operation: string | null }): boolean;
  /** `before`: nothing happens and this is answered; `after`: it is carried out and this is answered all the same. */
  when: 'before' | 'after';
  answer:
    | { kind: 'status'; status: number; headers?: Record<string, string>; body?: object }
    | { kind: 'graphql-error'; type: string; message: string }
    | { kind: 'hang-up' };
};

/** One mutation of a document is refused, and those beside it are carried out. */
export type MutationFault = {
  times: number;
  /** Such as `addComment`. */
  field: string;
  type: string;
  message: string;
  /** Left out: whatever it is given. */
  match?(input: Record<string, unknown>): boolean;
};

export type DeliveryFault = {
  times: number;
  match(delivery: { event: string; action: string | null }): boolean;
  kind: 'drop' | 'repeat' | 'delay';
  /** For `delay`: later deliveries overtake it. */
  milliseconds?: number;
  /** For `delay`, instead of a time: held back until this is settled. */
  until?: Promise<void>;
};

/** Who is asking, found from the Authorization header. */
export type Viewer =
  | { kind: 'user'; user: User }
  | { kind: 'app'; app: App }
  | { kind: 'installation'; app: App; installation: Installation };
