import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSignature, isSignedBy } from '../../src/intake/signature.ts';

const bytes = Buffer.from('{"action":"opened"}');
const sign = (secret: string, of: Buffer = bytes): string =>
  `sha256=${createHmac('sha256', secret).update(of).digest('hex')}`;

test.each([
  [sign('a'), true],
  [undefined, false],
  [[sign('a')], false],
  ['', false],
  [sign('a').slice(0, -1), false],
  [`${sign('a')}0`, false],
  [` ${sign('a')}`, false],
  [`${sign('a')}\n`, false],
  [sign('a').toUpperCase(), false],
  [sign('a').replace('sha256', 'sha1'), false],
  [`sha256=${'g'.repeat(64)}`, false],
])('%j has the form of a signature: %j', (header, is) => {
  expect(isSignature(header)).toBe(is);
});

test('what one of the secrets has signed is signed, whichever it is', () => {
  expect(isSignedBy(['now', 'before'], bytes, sign('now'))).toBe(true);
  expect(isSignedBy(['now', 'before'], bytes, sign('before'))).toBe(true);
});

test('what another secret has signed, or other bytes, is not; nor is anything without a secret', () => {
  expect(isSignedBy(['now', 'before'], bytes, sign('other'))).toBe(false);
  expect(isSignedBy(['now'], bytes, sign('now', Buffer.from('{"action":"closed"}')))).toBe(false);
  expect(isSignedBy([], bytes, sign('now'))).toBe(false);
});

test('it is over bytes: what is not UTF-8 is not taken for what reads the same', () => {
  const [one, other] = [Buffer.from([0xff]), Buffer.from([0xfe])];
  expect(one.toString()).toBe(other.toString());
  expect(isSignedBy(['now'], one, sign('now', one))).toBe(true);
  expect(isSignedBy(['now'], one, sign('now', other))).toBe(false);
});

test.each(['', 'sha256=', sign('now').slice(0, -1), `${sign('now')}00`])(
  'a signature of another length is none, and no error: %j',
  signature => {
    expect(isSignedBy(['now'], bytes, signature)).toBe(false);
  },
);
