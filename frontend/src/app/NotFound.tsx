// No such page.
import { useT } from '../shared/i18n/useT';
import { AppLink } from '../shared/routing/AppLink';
import { PageHeader } from '../shared/ui/PageHeader';
import { PublicLayout } from './PublicLayout';

export function NotFound() {
  const t = useT();
  return (
    <PublicLayout>
      <PageHeader title={t('page.not_found.title')} lead={t('page.not_found.lead')} />
      <p>
        <AppLink to="/">{t('page.not_found.home')}</AppLink>
      </p>
    </PublicLayout>
  );
}
