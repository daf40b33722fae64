import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { isRefName } from '../../local-github/git-store/ref-name.ts';

test.each([
  ...[
    'refs/heads/main',
    'refs/heads/a/b',
    'main',
    'refs/heads/.a',
    'refs/heads/a.lock',
    'refs/heads/a.lock/b',
  ],
  ...[
    'refs/heads/a..b',
    'refs/heads/a b',
    'refs/heads/a~',
    'refs/heads/a^',
    'refs/heads/a:b',
    'refs/heads/a?',
  ],
  ...['refs/heads/a*', 'refs/heads/a[', 'refs/heads/a\\b', 'refs/heads/', 'refs//heads', '/refs/heads/a'],
  ...[
    'refs/heads/a.',
    'refs/heads/@',
    'refs/heads/a@{b',
    'refs/heads/-a',
    'refs/heads/ä',
    'refs/heads/a\u007f',
  ],
])('a ref may be called %j, or may not, as Git says', name => {
  const git = () => execFileSync('git', ['check-ref-format', name], { stdio: 'ignore' });
  if (isRefName(name)) expect(git).not.toThrow();
  else expect(git).toThrow();
});
