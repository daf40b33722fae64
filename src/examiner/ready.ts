/** What the examiner's process says once, when it has loaded: an end before that is not the fault of any file. */
export const ready = 'ready';
