### Was auf Discord neben den Worten selbst steht: die Knöpfe unter dem, was der Bot sagt.

control-said-helpful = Hilfreich
control-said-notnow = Jetzt nicht
control-said-stop = Hier aufhören
control-why-show = Warum?

discord-tummler = Was Tummler von dir weiß, was es tun darf und wie man es anhält
discord-tummler-staff = Für die Moderation: Prüfliste, Wochenbericht, Kanäle, Stufen und das Anhalten
discord-menu-why = Warum hat es das gesagt?
discord-menu-stop-this = Hier damit aufhören
discord-menu-forget-message = Diese Nachricht vergessen
discord-menu-solved = Das ist beantwortet
discord-answered-tags = beantwortet, gelöst, erledigt, fertig
discord-outdated = Die Befehle haben sich gerade geändert. Bitte Discord neu laden und noch einmal aufrufen.
discord-nowhere = Das gehört zu keinem Server, also gibt es nichts zu antworten.
discord-unknown = Auf diesem Server höre ich noch nicht zu, also gibt es nichts zu antworten.
discord-sure = Wirklich?
discord-sure-yes = Ja
discord-form-open = Formular öffnen
discord-form-too-long = Dieses Formular ist zu lang für Discord. Auf der Seite eurer Community geht es.
discord-digest-full = Ganzer Wochenbericht
discord-digest-shortened = Gekürzt, damit es hierher passt; der Knopf zeigt alles.
