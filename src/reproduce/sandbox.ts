import { spawnSync } from 'node:child_process';

/** How a script is kept from the network: the command that goes before it, and a sentence for results.json. */
export type Sandbox = {
  /** `root` is the library's folder, which stays readable wherever it lies. */
  prefix(root: string): string[];
  description: string;
};

const known: Sandbox[] = [
  {
    // The whole disk can be read, nothing of it written; what the script puts into /tmp is gone afterwards.
    prefix: root => [
      ...['bwrap', '--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--tmpfs', '/tmp'],
      ...['--ro-bind', root, root, '--unshare-net', '--die-with-parent', '--new-session'],
    ],
    description: 'off (bwrap)',
  },
  { prefix: () => ['unshare', '--net', '--map-root-user'], description: 'off (unshare)' },
];

/** The strongest sandbox that this system allows. Without one the script runs all the same, and the results say so. */
export function findSandbox(root: string): Sandbox {
  const works = ({ prefix }: Sandbox): boolean => {
    const [command = '', ...rest] = prefix(root);
    return spawnSync(command, [...rest, 'true'], { stdio: 'ignore', timeout: 10_000 }).status === 0;
  };
  return (
    known.find(works) ?? {
      prefix: () => [],
      description: 'not cut off: this system allows neither bwrap nor unshare',
    }
  );
}
