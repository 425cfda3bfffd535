"""People are found by name without accents."""

from django.db import migrations, models

from units.text import fold


def fill(apps, schema_editor):
    for person in apps.get_model("units", "User").objects.iterator():
        person.search_text = fold(f"{person.full_name} {person.username}")[:400]
        person.save(update_fields=["search_text"])


class Migration(migrations.Migration):
    dependencies = [("units", "0002_keptform")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="search_text",
            field=models.CharField(default="", editable=False, max_length=400),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
