import { visible } from '../access.ts';
import type { Context } from '../context.ts';
import type { RefNode } from '../node.ts';
import { problem } from '../problem.ts';
import { findRef } from '../resolve/ref.ts';

/** The ref with that id. Git keeps refs, so what the id stands for is read from the id itself. */
export async function findRefById(context: Context, id: string): Promise<RefNode> {
  const content = Buffer.from(id.replace(/^REF_/, ''), 'base64url').toString();
  const [, repositoryId, name = ''] = /^Ref:(\d+):(refs\/.+)$/.exec(content) ?? [];
  const found = context.world.state.repositories.find(one => String(one.id) === repositoryId);
  const repository = visible(context, found);
  const ref = repository && (await findRef(repository, name));
  if (ref) return ref;
  throw problem('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}
