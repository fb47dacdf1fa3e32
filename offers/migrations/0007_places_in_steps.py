import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("offers", "0006_approvals_by_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='approval',
            name='one_approver_a_place',
        ),
        migrations.RemoveField(
            model_name='approval',
            name='because',
        ),
        migrations.RemoveField(
            model_name='approval',
            name='position',
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.UniqueConstraint(fields=('offer', 'answered_by'), name='one_answer_a_person'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_by', None), ('state__in', ['waiting', 'not_needed'])), models.Q(('answered_by__isnull', False), ('state__in', ['approved', 'refused'])), _connector='OR'), name='approval_answered_by_somebody'),
        ),
        migrations.AlterField(
            model_name="approval",
            name="step",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="approvals",
                to="offers.approvalstep",
            ),
        ),
    ]
