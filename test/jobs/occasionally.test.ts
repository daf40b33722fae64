import { afterEach, expect, test, vi } from 'vitest';
import { failureRecord } from '../../src/jobs/failure-record.ts';
import { occasionally } from '../../src/jobs/occasionally.ts';

afterEach(() => void vi.useRealTimers());

test('of a crowd of failures the first is told, and a minute later how many came after it', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const told: unknown[] = [];
  const tell = occasionally(about => void told.push(about));
  const away = failureRecord('the database is away');
  for (let count = 0; count < 211; count += 1) tell(away);
  tell(failureRecord('something else'));
  expect(told).toEqual([{ err: away }]);
  vi.advanceTimersByTime(60_000);
  tell(away);
  tell(away);
  expect(told.slice(1)).toEqual([{ err: away, untold: 211, others: ['something else'] }]);
});
