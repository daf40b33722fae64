/** What is kept of a failure: bounded text that every store and log takes, and nothing of what was sent or received. */
export type FailureRecord = {
  name: string;
  message: string;
  stack?: string;
  /** Of HTTP. */
  status?: number;
  /** Such as ECONNREFUSED, or PostgreSQL's. */
  code?: string;
  causes?: FailureRecord[];
};

const maxMessage = 1_000;
const maxStack = 1_500;
const maxWord = 100;
/** Causes of causes, and how many of them beside each other. */
const maxDepth = 3;
const maxCauses = 3;

/**
 * Reduces whatever was thrown to a record. What GitHub or a file says may get into a message, and PostgreSQL takes neither NUL
 * nor half a surrogate pair: a job whose error cannot be stored would stay marked as running.
 */
export function failureRecord(thrown: unknown, depth = 0): FailureRecord {
  if (typeof thrown !== 'object' || thrown === null)
    return { name: typeof thrown, message: clean(String(thrown), maxMessage) };
  const status = read(thrown, 'status');
  const record: FailureRecord = {
    name: textAt(thrown, 'name', maxWord) ?? 'Error',
    message: textAt(thrown, 'message', maxMessage) ?? 'something was thrown that has no message',
  };
  const [stack, code] = [textAt(thrown, 'stack', maxStack), textAt(thrown, 'code', maxWord)];
  if (stack !== undefined) record.stack = stack;
  if (typeof status === 'number') record.status = status;
  if (code !== undefined) record.code = code;
  const causes = depth < maxDepth ? causesOf(thrown) : [];
  if (causes.length > 0) record.causes = causes.map(cause => failureRecord(cause, depth + 1));
  return record;
}

/** Returns the record that was stored with a job, whoever wrote it: pg-boss has words of its own for a lost worker. */
export function storedRecord(output: unknown): FailureRecord | null {
  if (typeof output !== 'object' || output === null) return null;
  return failureRecord(read(output, 'value') ?? output);
}

/** Returns the cause, and of several attempts in one the first. */
function causesOf(thrown: object): unknown[] {
  const found = [read(thrown, 'cause'), ...listAt(thrown, 'errors'), ...listAt(thrown, 'causes')];
  return found.filter(cause => cause !== undefined && cause !== null).slice(0, maxCauses);
}

function listAt(thrown: object, key: string): unknown[] {
  const list = read(thrown, key);
  try {
    return Array.isArray(list) ? list.slice(0, maxCauses) : [];
  } catch {
    return [];
  }
}

function textAt(thrown: object, key: string, max: number): string | undefined {
  const text = read(thrown, key);
  return typeof text === 'string' && text !== '' ? clean(text, max) : undefined;
}

/** Reads a property that may be a getter which throws. */
function read(thrown: object, key: string): unknown {
  try {
    return Reflect.get(thrown, key);
  } catch {
    return undefined;
  }
}

/** GitHub's tokens, and who is named with a password in an address. */
const tokens = /gh[a-z]_[A-Za-z0-9]{10,255}|github_pat_\w{10,255}/g;
const userInfo = /:\/\/[^\s/@]{1,255}@/g;

function clean(text: string, max: number): string {
  const whole = text.slice(0, max).toWellFormed().replaceAll('\0', '\uFFFD');
  return whole.replace(tokens, '…').replace(userInfo, '://…@');
}
