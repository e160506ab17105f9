// What a person may be, and where: each role with its scope.
import { useT } from '../i18n/useT';
import { Badge } from '../ui/Badge';
import type { Grant } from './account';
import styles from './GrantList.module.css';

export function GrantList({ grants }: { grants: readonly Grant[] }) {
  const t = useT();
  return (
    <ul className={styles.grants}>
      {grants.map((grant) => (
        <li key={`${grant.role} ${grant.scope_kind} ${grant.scope_id}`} className={styles.grant}>
          <Badge tone="good">{t(`role.${grant.role}`)}</Badge>
          <span>{grant.scope_name ?? t(`scope.${grant.scope_kind}`)}</span>
        </li>
      ))}
    </ul>
  );
}
