// A mailed link without its token, as when a mail program broke it in two.
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { PageHeader } from '../../shared/ui/PageHeader';

export function LinkIncomplete() {
  const t = useT();
  return (
    <>
      <PageHeader title={t('identity.link.title')} lead={t('identity.link.lead')} />
      <AppLink to="/sign-in">{t('identity.back_to_sign_in')}</AppLink>
    </>
  );
}
