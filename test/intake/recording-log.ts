import { vi } from 'vitest';

/** A logger that only remembers; `text()` is everything it was given. */
export function recordingLog() {
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const text = () => JSON.stringify([log.info.mock.calls, log.warn.mock.calls, log.error.mock.calls]);
  return { ...log, text };
}
