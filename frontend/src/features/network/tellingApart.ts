// Says that two institutions which look like one are two; and takes it back.
import { useQueryClient } from '@tanstack/react-query';
import {
  createInstitutionDistinction,
  deleteInstitutionDistinction,
  type InstitutionDistinctionView,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { asWritten } from '../../shared/i18n/published';
import { useT } from '../../shared/i18n/useT';
import { notify } from '../../shared/ui/notify';
import { institutionsKey } from './reading';

/** Both lists are of institutions: who is likely one, and who was told apart. */
export const duplicatesKey = [...institutionsKey, 'duplicates'];
export const toldApartKey = [...institutionsKey, 'told apart'];

const named = (pair: InstitutionDistinctionView) => ({
  name: asWritten(pair.institution_name),
  other: asWritten(pair.other_name),
});

export function useTakeBack() {
  const t = useT();
  const queries = useQueryClient();
  return async (pair: InstitutionDistinctionView) => {
    await deleteInstitutionDistinction({ path: { id: pair.id }, headers: ifVersion(pair) });
    await queries.invalidateQueries({ queryKey: institutionsKey });
    notify({ tone: 'done', text: t('network.duplicates.taken_back', named(pair)) });
  };
}

export function useTellApart() {
  const t = useT();
  const queries = useQueryClient();
  const takeBack = useTakeBack();
  return async (one: { id: string }, other: string) => {
    const { data } = await createInstitutionDistinction({
      body: { institution_id: one.id, other_id: other },
    });
    await queries.invalidateQueries({ queryKey: institutionsKey });
    notify({
      tone: 'done',
      text: t('network.duplicates.told', named(data)),
      undo: () => void takeBack(data).catch((error) => notify({ tone: 'problem', error })),
    });
  };
}
