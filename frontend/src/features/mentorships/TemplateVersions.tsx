// Earlier versions of the template: when, by whom, and what changed.

import { type AgreementTemplateView, listAgreementTemplates } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { PagedList } from '../../shared/ui/PagedList';
import { Timeline } from '../../shared/ui/Timeline';

const SHOWN = 10;

export function TemplateVersions() {
  const t = useT();
  const dates = useDates();
  const item = (template: AgreementTemplateView) => ({
    id: String(template.version),
    when: dates.dateTime(template.created_at),
    dateTime: template.created_at,
    title: template.written_by_name
      ? t('mentorships.template.version_by', {
          version: template.version,
          name: template.written_by_name,
        })
      : t('mentorships.template.version_one', { version: template.version }),
    detail: template.note,
  });
  return (
    <PagedList
      queryKey={['agreement-template', 'versions']}
      read={async (page, signal) =>
        (await listAgreementTemplates({ query: { limit: SHOWN, ...page }, signal })).data
      }
      label={t('mentorships.template.versions')}
      empty={null}
    >
      {(rows) => <Timeline items={rows.map(item)} />}
    </PagedList>
  );
}
