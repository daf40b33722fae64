import { generateKeyPairSync } from 'node:crypto';

/** A fresh private key in PEM, as GitHub gives it to an App. */
export function rsaKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}
