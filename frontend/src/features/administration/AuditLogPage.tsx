// The audit log: who did what to what, and when. Nothing here can be changed.
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { Button } from '../../shared/ui/Button';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { AuditList } from './AuditList';

export default function AuditLogPage() {
  const t = useT();
  const [{ subject }, filter] = useFilters(['subject']);
  return (
    <>
      <PageHeader title={t('administration.audit.title')} lead={t('administration.audit.lead')} />
      <Stack>
        {subject && (
          <Stack row>
            <p>{t('administration.audit.narrowed', { subject })}</p>
            <Button onPress={() => filter({ subject: undefined })}>
              {t('administration.clear_filters')}
            </Button>
          </Stack>
        )}
        <AuditList subject={subject} />
      </Stack>
    </>
  );
}
