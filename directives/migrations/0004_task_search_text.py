"""Tasks are found by words without accents."""

from django.db import migrations, models

from units.text import fold


def fill(apps, schema_editor):
    for task in apps.get_model("directives", "Task").objects.iterator():
        task.search_text = fold(f"{task.text} {task.lead} {task.product}")
        task.save(update_fields=["search_text"])


class Migration(migrations.Migration):
    dependencies = [("directives", "0003_initial")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="search_text",
            field=models.TextField(blank=True, default="", editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
