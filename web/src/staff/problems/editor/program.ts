import type { Static } from 'typebox';
import type { FileList } from '../../../../../api/schemas/authoring/working-copy.ts';
import type { SourceFile } from '../../../../../engine/model/submission.ts';
import { get } from '../../../shared/api.ts';
import { urlOf } from '../desk.ts';
import { textOfFile } from './text-of-file.ts';

/** The files of a program in a folder of a working copy, as texts. */
export async function programOf(slug: string, folder: string): Promise<SourceFile[]> {
  const { items } = await get<Static<typeof FileList>>(urlOf(slug, 'files'));
  const inside = items.filter(({ path }) => path.startsWith(`${folder}/`));
  return Promise.all(
    inside.map(async ({ path }) => ({
      name: path.slice(folder.length + 1),
      content: (await textOfFile(slug, path)) ?? '',
    })),
  );
}
