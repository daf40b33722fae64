import { expect, test } from 'vitest';
import { clientAddress, isPrivate } from '../../src/intake/client-address.ts';

const from = (remoteAddress: string | undefined, forwarded?: string, proxies = 0) =>
  clientAddress({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }, proxies);

test('what a header says counts only where a proxy wrote it', () => {
  expect(from('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
  expect(from('127.0.0.1', '10.9.9.9, 198.51.100.1', 1)).toBe('198.51.100.1');
  expect(from('127.0.0.1', '10.9.9.9, 198.51.100.1, 192.0.2.4', 2)).toBe('198.51.100.1');
  expect(from('127.0.0.1', '', 1)).toBe('127.0.0.1');
  expect(from('127.0.0.1', '198.51.100.1', 3)).toBe('127.0.0.1');
  expect(from(undefined)).toBe('');
  expect(from('127.0.0.1', 'x'.repeat(9_000), 1)).toHaveLength(64);
});

test('of an IPv6 address counts the network that one sender has', () => {
  expect(from('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
  expect(from('2001:db8:1:2::9')).toBe('2001:db8:1:2');
  expect(from('2001:db8::1')).toBe('2001:db8:0:0');
  expect(from('::ffff:203.0.113.9')).toBe('203.0.113.9');
  expect(from('fe80::1%eth0')).toBe('fe80:0:0:0');
});

test('addresses that many may share are known', () => {
  const shared = ['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', from('::1')];
  expect(shared.filter(address => !isPrivate(address))).toEqual([]);
  const own = ['203.0.113.9', '172.32.0.1', '100.128.0.1', from('2001:db8::1'), '11.0.0.1'];
  expect(own.filter(isPrivate)).toEqual([]);
});
