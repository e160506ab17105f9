// Whether a person can sign in.
import type { PersonView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';

export function AccountBadge({ person }: { person: PersonView }) {
  const t = useT();
  if (person.disabled) return <Badge tone="danger">{t('administration.account_disabled')}</Badge>;
  if (!person.signed_up) {
    return <Badge tone="attention">{t('administration.account_invited')}</Badge>;
  }
  return <Badge tone="good">{t('administration.account_active')}</Badge>;
}
