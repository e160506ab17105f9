// One import, found again by its address: how far it is and what came of it.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { PageHeader } from '../../shared/ui/PageHeader';
import { ImportOutcome } from './ImportOutcome';
import { importQuery } from './importing';

export default function ImportPage() {
  const t = useT();
  const dates = useDates();
  const { import_id } = useParams({ strict: false }) as { import_id: string };
  const found = useSuspenseQuery(importQuery(import_id)).data;
  return (
    <>
      <PageHeader
        title={t('network.imports.one', { when: dates.dateTime(found.created_at) })}
        badge={found.dry_run && <Badge>{t('network.imports.dry_run')}</Badge>}
        actions={<ButtonLink to="/imports">{t('network.imports.title')}</ButtonLink>}
      />
      <Card title={t('network.imports.outcome')} aside={found.format}>
        <ImportOutcome
          id={found.id}
          jobId={found.job_id ?? null}
          label={t('network.imports.importing')}
        />
      </Card>
    </>
  );
}
