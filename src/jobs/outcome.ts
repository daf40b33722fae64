/** Thrown by a handler that cannot go on now: the job runs again at that time, and no attempt is used up. */
export class RetryLater extends Error {
  readonly at: Date;

  /** `when` is a time, or a number of seconds from now, such as GitHub's Retry-After; at least one and at most an hour. */
  constructor(when: Date | number) {
    const seconds = typeof when === 'number' ? when : (when.getTime() - Date.now()) / 1000;
    const bounded = Math.min(Math.max(Number.isNaN(seconds) ? 60 : seconds, 1), 3600);
    const at = new Date(Date.now() + bounded * 1000);
    super(`to be tried again at ${at.toISOString()}`);
    this.at = at;
  }
}

/** Thrown by a handler when there is nothing to do any more: suspended, removed, archived. The message says which. */
export class JobDropped extends Error {}
