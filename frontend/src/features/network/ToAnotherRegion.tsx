// Who goes to another region with an institution, what goes along, and what stays: nobody goes without its being said.
import type { InstitutionMergePreview } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Points } from '../../shared/ui/Points';

interface ToAnotherRegionProps {
  title: string;
  preview: Pick<
    InstitutionMergePreview,
    'region_move' | 'first_people' | 'pairings_stay' | 'enrolments_stay'
  >;
}

export function ToAnotherRegion({ title, preview }: ToAnotherRegionProps) {
  const t = useT();
  const { region_move: move, first_people: names } = preview;
  if (!move) return null;
  const from = move.from_region_name ?? '';
  const to = move.to_region_name ?? '';
  return (
    <section aria-labelledby="merge-regions">
      <h3 id="merge-regions">{title}</h3>
      <Points>
        <li>{t('network.merge.region', { count: move.people, from, to })}</li>
        {names.length > 0 && (
          <li>{t('network.merge.region_names', { names: names.join(', ') })}</li>
        )}
        {move.people > 0 && (
          <>
            <li>
              {t('network.merge.region_along', {
                roles: move.roles,
                enrolments: move.enrolments,
              })}
            </li>
            <li>
              {t('network.merge.region_stays', {
                from,
                pairings: preview.pairings_stay,
                enrolments: preview.enrolments_stay,
              })}
            </li>
          </>
        )}
      </Points>
    </section>
  );
}
