import type Docker from 'dockerode';

/** The id of an image that Docker has, or `null`. */
export async function imageId(docker: Docker, name: string): Promise<string | null> {
  try {
    return (await docker.getImage(name).inspect()).Id;
  } catch (error) {
    if (statusCode(error) === 404) return null;
    throw error;
  }
}

/** Removes images of ours but those to keep, the younger ones, and those that a container uses. Returns their tags. */
export async function removeOldImages(docker: Docker, keep: ReadonlySet<string>, before: Date): Promise<string[]> {
  const images = await docker.listImages({ filters: { reference: ['assay/*'] } });
  const old = images
    .filter(({ Created }) => Created * 1000 < before.getTime())
    .flatMap(({ RepoTags }) => RepoTags ?? [])
    .filter((tag) => tag.startsWith('assay/') && !keep.has(tag));
  const removed: string[] = [];
  for (const tag of old) {
    try {
      await docker.getImage(tag).remove();
      removed.push(tag);
    } catch (error) {
      // In use, or removed by somebody else meanwhile: either way it is not ours to remove.
      if (statusCode(error) !== 409 && statusCode(error) !== 404) throw error;
    }
  }
  return removed;
}

function statusCode(error: unknown): number | undefined {
  return (error as { statusCode?: number }).statusCode;
}
