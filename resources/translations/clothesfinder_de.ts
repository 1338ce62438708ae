<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>AboutDialog</name>
    <message>
        <source>Clothesfinder is free software under the Apache License 2.0. You may use it, change it and pass it on.</source>
        <translation>Clothesfinder ist freie Software unter der Apache-Lizenz 2.0. Sie dürfen es benutzen, ändern und weitergeben.</translation>
    </message>
    <message>
        <source>It began as scripts that put vectors of shop photos into MongoDB; their galleries can still be opened and converted.</source>
        <translation>Begonnen hat es mit Skripten, die Vektoren von Fotos aus Geschäften in MongoDB ablegten; deren Galerien lassen sich noch immer öffnen und umwandeln.</translation>
    </message>
    <message>
        <source>The window is made with Qt and PySide6. Pictures are read by Pillow and libheif, and looked at by PyTorch with the network EfficientNet-Lite2; NumKong and NumPy compare the vectors. They lie in SQLite, or in MongoDB.</source>
        <translation>Das Fenster ist mit Qt und PySide6 gemacht. Bilder lesen Pillow und libheif, und PyTorch betrachtet sie mit dem Netz EfficientNet-Lite2; NumKong und NumPy vergleichen die Vektoren. Diese liegen in SQLite oder in MongoDB.</translation>
    </message>
    <message>
        <source>What the built-in model knows of clothes it has learned from photos that their makers gave away (CC0), and from those of the sample catalogues of Magento.</source>
        <translation>Was das eingebaute Modell von Kleidung weiß, hat es aus Fotos gelernt, die ihre Urheber verschenkt haben (CC0), und aus denen der Beispielkataloge von Magento.</translation>
    </message>
    <message>
        <source>Thanks to all who wrote these parts and gave them to everybody. They are listed under Licences, with their terms.</source>
        <translation>Dank an alle, die diese Teile geschrieben und allen geschenkt haben. Sie stehen unter Lizenzen, mit ihren Bedingungen.</translation>
    </message>
    <message>
        <source>About Clothesfinder</source>
        <translation>Über Clothesfinder</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Credits</source>
        <translation>Dank</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>&amp;This computer</source>
        <translation>&amp;Dieser Computer</translation>
    </message>
    <message>
        <source>&amp;Licences</source>
        <translation>&amp;Lizenzen</translation>
    </message>
    <message>
        <source>C&amp;redits</source>
        <translation>Dan&amp;k</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Finds clothes in your own pictures.</source>
        <translation>Findet Kleidung in Ihren eigenen Bildern.</translation>
    </message>
    <message>
        <source>What it is and runs on, without your folders</source>
        <translation>Was es ist und worauf es läuft, ohne Ihre Ordner</translation>
    </message>
    <message>
        <source>Copy &amp;versions</source>
        <translation>&amp;Versionen kopieren</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>About</name>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>dem Prozessor</translation>
    </message>
    <message>
        <source>the graphics processor: {}</source>
        <translation>dem Grafikprozessor: {}</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Its vectors</source>
        <translation>Seine Vektoren</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>none is open</source>
        <translation>keine ist geöffnet</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Index in MongoDB</source>
        <translation>Index in MongoDB</translation>
    </message>
    <message>
        <source>Its copy here</source>
        <translation>Seine Kopie hier</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Indexes and settings</source>
        <translation>Indizes und Einstellungen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computer</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>{} GB</source>
        <translation>{} GB</translation>
    </message>
    <message>
        <source>Window by</source>
        <translation>Fenster durch</translation>
    </message>
    <message>
        <source>Installed as</source>
        <translation>Installiert als</translation>
    </message>
</context>
<context>
    <name>AddWordsDialog</name>
    <message>
        <source>Add words</source>
        <translation>Wörter hinzufügen</translation>
    </message>
    <message>
        <source>What is to be otherwise than in the picture? Write it in English, without “not” and “without”: what is not wanted has a button of its own.</source>
        <translation>Was soll anders sein als auf dem Bild? Bitte auf Englisch und ohne „not“ und „without“: Was nicht gewünscht ist, hat eine eigene Schaltfläche.</translation>
    </message>
    <message>
        <source>Such as red, or striped</source>
        <translation>Etwa red oder striped</translation>
    </message>
    <message>
        <source>Words to add to the query</source>
        <translation>Wörter, die zur Suche hinzugefügt werden</translation>
    </message>
    <message>
        <source>&amp;Like this</source>
        <translation>&amp;Ähnlich</translation>
    </message>
    <message>
        <source>&amp;Not like this</source>
        <translation>&amp;Nicht ähnlich</translation>
    </message>
</context>
<context>
    <name>AlikeLine</name>
    <message>
        <source>probably not alike</source>
        <translation>wahrscheinlich nicht ähnlich</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Like what was added, or not like it</source>
        <translation>Ähnlich wie das Hinzugefügte oder nicht</translation>
    </message>
    <message>
        <source>Take what was added out of the query</source>
        <translation>Das Hinzugefügte aus der Suche nehmen</translation>
    </message>
    <message>
        <source>From one thing that was added to the next</source>
        <translation>Von einem Hinzugefügten zum nächsten</translation>
    </message>
    <message>
        <source>Move the part of the query&apos;s picture</source>
        <translation>Den Teil des Suchbildes verschieben</translation>
    </message>
    <message>
        <source>Change its size</source>
        <translation>Seine Größe ändern</translation>
    </message>
    <message>
        <source>Both in larger steps</source>
        <translation>Beides in größeren Schritten</translation>
    </message>
    <message>
        <source>The whole picture again</source>
        <translation>Wieder das ganze Bild</translation>
    </message>
    <message>
        <source>Choose a picture, on the query&apos;s field</source>
        <translation>Bild wählen, im Feld der Suche</translation>
    </message>
    <message>
        <source>Stop fetching a picture</source>
        <translation>Ein Bild nicht weiter holen</translation>
    </message>
    <message>
        <source>Filter the files by a part of the name</source>
        <translation>Dateien nach einem Teil des Namens filtern</translation>
    </message>
    <message>
        <source>Show the file in its folder</source>
        <translation>Datei in ihrem Ordner zeigen</translation>
    </message>
    <message>
        <source>Copy the paths of the files that are selected</source>
        <translation>Pfade der ausgewählten Dateien kopieren</translation>
    </message>
    <message>
        <source>Go from result to result</source>
        <translation>Von Ergebnis zu Ergebnis gehen</translation>
    </message>
    <message>
        <source>To the first or the last result</source>
        <translation>Zum ersten oder letzten Ergebnis</translation>
    </message>
    <message>
        <source>Open the picture</source>
        <translation>Bild öffnen</translation>
    </message>
    <message>
        <source>Select several</source>
        <translation>Mehrere auswählen</translation>
    </message>
    <message>
        <source>Select or leave out one</source>
        <translation>Eines aus- oder abwählen</translation>
    </message>
    <message>
        <source>More like this result</source>
        <translation>Mehr wie dieses Ergebnis</translation>
    </message>
    <message>
        <source>Less like this result</source>
        <translation>Weniger wie dieses Ergebnis</translation>
    </message>
    <message>
        <source>Show all that are nearly the same, or one of them</source>
        <translation>Alle fast gleichen zeigen, oder eines davon</translation>
    </message>
    <message>
        <source>What can be done with the results</source>
        <translation>Was mit den Ergebnissen getan werden kann</translation>
    </message>
    <message>
        <source>right click</source>
        <translation>Rechtsklick</translation>
    </message>
    <message>
        <source>Go to a result by its name</source>
        <translation>Über den Namen zu einem Ergebnis gehen</translation>
    </message>
    <message>
        <source>first letters</source>
        <translation>erste Buchstaben</translation>
    </message>
    <message>
        <source>Larger or smaller thumbnails</source>
        <translation>Größere oder kleinere Vorschaubilder</translation>
    </message>
    <message>
        <source>Search in the guide</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <source>The page before, or the one after it</source>
        <translation>Die Seite davor, oder die danach</translation>
    </message>
    <message>
        <source>Larger or smaller letters</source>
        <translation>Größere oder kleinere Schrift</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Strg+Mausrad</translation>
    </message>
    <message>
        <source>Ctrl+click</source>
        <translation>Strg+Klick</translation>
    </message>
    <message>
        <source>double-click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Close the preview, too</source>
        <translation>Auch die Vorschau schließen</translation>
    </message>
    <message>
        <source>Move both pictures</source>
        <translation>Beide Bilder verschieben</translation>
    </message>
    <message>
        <source>Zoom both pictures at the cursor</source>
        <translation>Beide Bilder am Mauszeiger vergrößern</translation>
    </message>
    <message>
        <source>Fit the pictures, or show them at 100 %</source>
        <translation>Bilder einpassen oder bei 100 % zeigen</translation>
    </message>
    <message>
        <source>To the next control, or the one before</source>
        <translation>Zum nächsten Bedienelement oder zum vorigen</translation>
    </message>
    <message>
        <source>Move a slider</source>
        <translation>Schieberegler bewegen</translation>
    </message>
    <message>
        <source>Search for the words that are written</source>
        <translation>Mit den geschriebenen Wörtern suchen</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>{} (a part of it)</source>
        <translation>{} (ein Teil davon)</translation>
    </message>
    <message>
        <source>like this</source>
        <translation>so etwas</translation>
    </message>
    <message>
        <source>not like this</source>
        <translation>so etwas nicht</translation>
    </message>
    <message>
        <source>{}. Press for “{}” (+ or {})</source>
        <translation>{}. Drücken für „{}“ (+ oder {})</translation>
    </message>
    <message>
        <source>Press for: {}</source>
        <translation>Drücken für: {}</translation>
    </message>
    <message>
        <source>Take it out of the query (Del)</source>
        <translation>Aus der Suche nehmen (Entf)</translation>
    </message>
    <message>
        <source>Take {} out of the query</source>
        <translation>{} aus der Suche nehmen</translation>
    </message>
    <message>
        <source>Plus or minus says whether it is wanted, Delete removes it.</source>
        <translation>Plus oder Minus sagt, ob es gewünscht ist, Entf entfernt es.</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>What was added to the query</source>
        <translation>Was der Suche hinzugefügt wurde</translation>
    </message>
    <message>
        <source>Add pictures…</source>
        <translation>Bilder hinzufügen…</translation>
    </message>
    <message>
        <source>Look for more pictures at once, or for what is not like them; or drop them here</source>
        <translation>Mehrere Bilder zugleich suchen, oder was ihnen nicht gleicht; oder ziehen Sie sie hierher</translation>
    </message>
    <message>
        <source>Add pictures to the query</source>
        <translation>Bilder zur Suche hinzufügen</translation>
    </message>
    <message>
        <source>Add words to the query</source>
        <translation>Wörter zur Suche hinzufügen</translation>
    </message>
    <message>
        <source>Add words…</source>
        <translation>Wörter hinzufügen…</translation>
    </message>
    <message>
        <source>Say in words what is wanted as well, or what is not wanted</source>
        <translation>In Worten sagen, was auch gewünscht ist oder was nicht</translation>
    </message>
    <message>
        <source>What else the query is of</source>
        <translation>Woraus die Suche sonst noch besteht</translation>
    </message>
    <message>
        <source>Let go to add it</source>
        <translation>Loslassen, um es hinzuzufügen</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Choose a picture of a garment, or several of them</source>
        <translation>Bild eines Kleidungsstücks wählen, oder mehrere</translation>
    </message>
    <message>
        <source>Pictures ({})</source>
        <translation>Bilder ({})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose the model file that made the vectors</source>
        <translation>Modelldatei wählen, die die Vektoren berechnet hat</translation>
    </message>
    <message>
        <source>Model files ({})</source>
        <translation>Modelldateien ({})</translation>
    </message>
    <message>
        <source>A hard link is one more name for the same file. It takes no room, and it is no copy: a program that changes the file by one of its names changes it for both. Deleting one keeps the other.</source>
        <translation>Ein Hardlink ist ein weiterer Name für dieselbe Datei. Er belegt keinen Platz und ist keine Kopie: Ein Programm, das die Datei unter einem ihrer Namen ändert, ändert sie für beide. Wird einer gelöscht, bleibt der andere.</translation>
    </message>
    <message>
        <source>This folder belongs to the gallery “{}”: what is put there is indexed as well, and found beside its original.</source>
        <translation>Dieser Ordner gehört zur Galerie „{}“: Was dort hinkommt, wird ebenfalls indiziert und neben seinem Original gefunden.</translation>
    </message>
    <message>
        <source>Hard-link {} to “{}”?</source>
        <translation>{} in „{}“ verlinken?</translation>
    </message>
    <message>
        <source>Copy {} to “{}”?</source>
        <translation>{} nach „{}“ kopieren?</translation>
    </message>
    <message>
        <source>Hard-link to a folder</source>
        <translation>In einem Ordner verlinken</translation>
    </message>
    <message>
        <source>Copy to a folder</source>
        <translation>In einen Ordner kopieren</translation>
    </message>
    <message>
        <source>&amp;Hard-link</source>
        <translation>&amp;Verlinken</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>Etwas Unerwartetes ist schiefgegangen.</translation>
    </message>
    <message>
        <source>What was indexed is kept, and your pictures are not touched. Try again; if it happens again, report it: you then see all that there is to tell, and nothing is sent by itself.</source>
        <translation>Was indiziert wurde, bleibt, und Ihre Bilder werden nicht angerührt. Versuchen Sie es noch einmal; geschieht es wieder, melden Sie es: Sie sehen dann alles, was es zu berichten gibt, und nichts wird von selbst gesendet.</translation>
    </message>
    <message>
        <source>&amp;Report a problem…</source>
        <translation>Ein Problem &amp;melden…</translation>
    </message>
    <message>
        <source>Open the &amp;log folder</source>
        <translation>&amp;Protokollordner öffnen</translation>
    </message>
    <message>
        <source>Forget this gallery</source>
        <translation>Diese Galerie vergessen</translation>
    </message>
    <message>
        <source>Forget what is known of “{}”?</source>
        <translation>Vergessen, was von „{}“ bekannt ist?</translation>
    </message>
    <message>
        <source>Its index in MongoDB is deleted for everybody who shares it; no pictures are touched. To leave it to the others, choose Shared gallery &gt; Keep on this computer only instead.</source>
        <translation>Ihr Index in MongoDB wird für alle gelöscht, die sie teilen; Bilder bleiben unberührt. Um sie den anderen zu lassen, wählen Sie stattdessen Geteilte Galerie &gt; Nur auf diesem Computer behalten.</translation>
    </message>
    <message>
        <source>Its index is deleted; your pictures are not touched. To search this folder again, it has to be indexed again.</source>
        <translation>Ihr Index wird gelöscht; Ihre Bilder bleiben unberührt. Um diesen Ordner wieder zu durchsuchen, muss er neu indiziert werden.</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>Remove pictures from the gallery</source>
        <translation>Bilder aus der Galerie entfernen</translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln pictures from “{}”?</source>
        <translation>
            <numerusform>%Ln Bild aus „{}“ entfernen?</numerusform>
            <numerusform>%Ln Bilder aus „{}“ entfernen?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not in this computer&apos;s folder, but others who share the gallery may have them. Removed, nobody finds them any more until they are indexed again. No picture is touched.</source>
        <translation>Sie sind nicht im Ordner dieses Computers, aber andere, die die Galerie teilen, haben sie vielleicht. Sind sie entfernt, findet sie niemand mehr, bis sie neu indiziert werden. Kein Bild wird berührt.</translation>
    </message>
    <message>
        <source>They are not in the folder now. If they are on a drive, plug it in and update instead. Removed, they are not found any more until they are indexed again. No picture is touched.</source>
        <translation>Sie sind zurzeit nicht im Ordner. Liegen sie auf einem Laufwerk, schließen Sie es an, und aktualisieren Sie stattdessen. Sind sie entfernt, werden sie nicht mehr gefunden, bis sie neu indiziert werden. Kein Bild wird berührt.</translation>
    </message>
    <message>
        <source>&amp;Remove them</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln indexed</source>
        <translation>
            <numerusform>%Ln indiziert</numerusform>
            <numerusform>%Ln indiziert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln done by another computer</source>
        <translation>
            <numerusform>%Ln von einem anderen Computer</numerusform>
            <numerusform>%Ln von einem anderen Computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unchanged</source>
        <translation>
            <numerusform>%Ln unverändert</numerusform>
            <numerusform>%Ln unverändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moved</source>
        <translation>
            <numerusform>%Ln umgezogen</numerusform>
            <numerusform>%Ln umgezogen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln removed</source>
        <translation>
            <numerusform>%Ln entfernt</numerusform>
            <numerusform>%Ln entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be read</source>
        <translation>
            <numerusform>%Ln war nicht zu lesen</numerusform>
            <numerusform>%Ln waren nicht zu lesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <translation>
            <numerusform>%Ln übersprungen</numerusform>
            <numerusform>%Ln übersprungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not in this folder (kept)</source>
        <translation>
            <numerusform>%Ln nicht in diesem Ordner (behalten)</numerusform>
            <numerusform>%Ln nicht in diesem Ordner (behalten)</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing to do</source>
        <translation>nichts zu tun</translation>
    </message>
    <message>
        <source>The gallery is up to date: {}.</source>
        <translation>Die Galerie ist auf dem neuesten Stand: {}.</translation>
    </message>
    <message>
        <source>Every picture is read again once with it, which takes a while. Until that is done, the index of the model before answers. No picture is changed.</source>
        <translation>Jedes Bild wird damit einmal neu gelesen, was eine Weile dauert. Bis das fertig ist, antwortet der Index des bisherigen Modells. Kein Bild wird verändert.</translation>
    </message>
    <message>
        <source>All who share the gallery need this model then.</source>
        <translation>Alle, die die Galerie teilen, brauchen dann dieses Modell.</translation>
    </message>
    <message>
        <source>Use another model</source>
        <translation>Anderes Modell verwenden</translation>
    </message>
    <message>
        <source>Use {} for “{}”?</source>
        <translation>{} für „{}“ verwenden?</translation>
    </message>
    <message>
        <source>&amp;Use it</source>
        <translation>&amp;Verwenden</translation>
    </message>
    <message>
        <source>Remove a model</source>
        <translation>Modell entfernen</translation>
    </message>
    <message>
        <source>Remove {} from this computer?</source>
        <translation>{} von diesem Computer entfernen?</translation>
    </message>
    <message>
        <source>Its files ({}) are deleted. Galleries that go by it cannot be searched until it is downloaded again, or they go by another model.</source>
        <translation>Seine Dateien ({}) werden gelöscht. Galerien, die es verwenden, lassen sich erst wieder durchsuchen, wenn es neu heruntergeladen ist oder sie ein anderes Modell verwenden.</translation>
    </message>
    <message>
        <source>&amp;Remove it</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Each opens a window of its own.</source>
        <translation>Für jedes geht ein eigenes Fenster auf.</translation>
    </message>
    <message>
        <source>Delete a saved search</source>
        <translation>Gespeicherte Suche löschen</translation>
    </message>
    <message>
        <source>Delete the saved search “{}”?</source>
        <translation>Die gespeicherte Suche „{}“ löschen?</translation>
    </message>
    <message>
        <source>Pictures in it that have no file of their own, such as pasted ones, are deleted with it. No other picture is touched.</source>
        <translation>Bilder darin, die keine eigene Datei haben, etwa eingefügte, werden mit ihr gelöscht. Kein anderes Bild wird berührt.</translation>
    </message>
    <message>
        <source>&amp;Delete it</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Convert this gallery</source>
        <translation>Diese Galerie umwandeln</translation>
    </message>
    <message>
        <source>Convert “{}” into a gallery that can be updated?</source>
        <translation>„{}“ in eine Galerie umwandeln, die aktualisiert werden kann?</translation>
    </message>
    <message>
        <source>Its vectors are copied into the same database and compared there; nothing is computed again. The collection “{}” stays as it is: delete it in Atlas when you no longer need it.</source>
        <translation>Ihre Vektoren werden in dieselbe Datenbank kopiert und dort verglichen; nichts wird neu berechnet. Die Sammlung „{}“ bleibt, wie sie ist: Löschen Sie sie in Atlas, wenn Sie sie nicht mehr brauchen.</translation>
    </message>
    <message>
        <source>&amp;Convert</source>
        <translation>&amp;Umwandeln</translation>
    </message>
    <message>
        <source>Share small thumbnails</source>
        <translation>Kleine Vorschaubilder teilen</translation>
    </message>
    <message>
        <source>Put small thumbnails of “{}” into the database?</source>
        <translation>Kleine Vorschaubilder von „{}“ in die Datenbank stellen?</translation>
    </message>
    <message>
        <source>Those who share the gallery and do not have its folder then see the pictures, 160 pixels large. They take {} in the database; everybody who may read it can see them.</source>
        <translation>Wer die Galerie teilt und ihren Ordner nicht hat, sieht dann die Bilder, 160 Pixel groß. Sie belegen {} in der Datenbank; alle, die sie lesen dürfen, können sie sehen.</translation>
    </message>
    <message>
        <source>&amp;Share</source>
        <translation>&amp;Teilen</translation>
    </message>
    <message>
        <source>Stop sharing thumbnails</source>
        <translation>Vorschaubilder nicht mehr teilen</translation>
    </message>
    <message>
        <source>Delete the small thumbnails of “{}” from the database?</source>
        <translation>Die kleinen Vorschaubilder von „{}“ aus der Datenbank löschen?</translation>
    </message>
    <message>
        <source>Those who do not have the gallery&apos;s folder then see placeholders. The pictures themselves and the index are not touched.</source>
        <translation>Wer den Ordner der Galerie nicht hat, sieht dann Platzhalter. Die Bilder selbst und der Index bleiben unberührt.</translation>
    </message>
    <message>
        <source>&amp;Delete them</source>
        <translation>&amp;Löschen</translation>
    </message>
</context>
<context>
    <name>ConnectDialog</name>
    <message>
        <source>Connect to MongoDB Atlas</source>
        <translation>Mit MongoDB Atlas verbinden</translation>
    </message>
    <message>
        <source>{} (original scripts)</source>
        <translation>{} (ursprüngliche Skripte)</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Wird getestet…</translation>
    </message>
    <message>
        <source>The test did not pass. Change the address, then test again.</source>
        <translation>Der Test ist nicht bestanden. Ändern Sie die Adresse, und testen Sie noch einmal.</translation>
    </message>
    <message>
        <source>The test came to no end. Test again.</source>
        <translation>Der Test kam zu keinem Ende. Testen Sie noch einmal.</translation>
    </message>
    <message numerus="yes">
        <source>The test passed. “{}” is in the database, with %Ln pictures: this folder joins it.</source>
        <translation>
            <numerusform>Der Test ist bestanden. „{}“ ist in der Datenbank, mit %Ln Bild: Dieser Ordner kommt dazu.</numerusform>
            <numerusform>Der Test ist bestanden. „{}“ ist in der Datenbank, mit %Ln Bildern: Dieser Ordner kommt dazu.</numerusform>
        </translation>
    </message>
    <message>
        <source>The test passed. “{}” will be a new gallery in the database.</source>
        <translation>Der Test ist bestanden. „{}“ wird eine neue Galerie in der Datenbank.</translation>
    </message>
    <message numerus="yes">
        <source>The test passed. This collection of the original scripts (%Ln documents) is searched as it is, and not changed. What is looked for goes by the model file that made its vectors.</source>
        <translation>
            <numerusform>Der Test ist bestanden. Diese Sammlung der ursprünglichen Skripte (%Ln Dokument) wird durchsucht, wie sie ist, und nicht geändert. Gesucht wird mit der Modelldatei, die ihre Vektoren berechnet hat.</numerusform>
            <numerusform>Der Test ist bestanden. Diese Sammlung der ursprünglichen Skripte (%Ln Dokumente) wird durchsucht, wie sie ist, und nicht geändert. Gesucht wird mit der Modelldatei, die ihre Vektoren berechnet hat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add to it what &amp;only the index on this computer holds (of %Ln pictures, about {} MB)</source>
        <translation>
            <numerusform>&amp;Ergänzen, was nur der Index auf diesem Computer enthält (von %Ln Bild, etwa {} MB)</numerusform>
            <numerusform>&amp;Ergänzen, was nur der Index auf diesem Computer enthält (von %Ln Bildern, etwa {} MB)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Co&amp;py the index on this computer there (%Ln pictures, about {} MB)</source>
        <translation>
            <numerusform>Den Index auf diesem Computer dorthin &amp;kopieren (%Ln Bild, etwa {} MB)</numerusform>
            <numerusform>Den Index auf diesem Computer dorthin &amp;kopieren (%Ln Bilder, etwa {} MB)</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Keep a copy on this computer, and search it when there is no connection</source>
        <translation>Eine Kopie auf diesem Computer &amp;behalten und durchsuchen, wenn keine Verbindung besteht</translation>
    </message>
    <message>
        <source>Keep the index of “{}” in a MongoDB database, so that several people can search it. Your pictures stay where they are. In Atlas, copy the address under Connect &gt; Drivers.</source>
        <translation>Bewahren Sie den Index von „{}“ in einer MongoDB-Datenbank auf, damit ihn mehrere durchsuchen können. Ihre Bilder bleiben, wo sie sind. Kopieren Sie die Adresse in Atlas unter Connect &gt; Drivers.</translation>
    </message>
    <message>
        <source>The address holds your password. It is kept in this system&apos;s keyring, or, where there is none, until Clothesfinder is closed.</source>
        <translation>Die Adresse enthält Ihr Passwort. Sie wird im Schlüsselbund dieses Systems aufbewahrt oder, wo keiner ist, bis Clothesfinder beendet wird.</translation>
    </message>
    <message>
        <source>Address of the MongoDB server</source>
        <translation>Adresse des MongoDB-Servers</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>An&amp;zeigen</translation>
    </message>
    <message>
        <source>Show the address with its password</source>
        <translation>Die Adresse mit ihrem Passwort anzeigen</translation>
    </message>
    <message>
        <source>as in the address, or {}</source>
        <translation>wie in der Adresse, oder {}</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Gallery&apos;s name</source>
        <translation>Name der Galerie</translation>
    </message>
    <message>
        <source>Everybody who shares this gallery enters the same name.</source>
        <translation>Alle, die diese Galerie teilen, geben denselben Namen ein.</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>Ad&amp;resse</translation>
    </message>
    <message>
        <source>&amp;Database</source>
        <translation>&amp;Datenbank</translation>
    </message>
    <message>
        <source>Gallery&apos;s &amp;name</source>
        <translation>&amp;Name der Galerie</translation>
    </message>
    <message>
        <source>&amp;Model file</source>
        <translation>&amp;Modelldatei</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>&amp;Wählen…</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Connected to MongoDB</source>
        <translation>Mit MongoDB verbunden</translation>
    </message>
    <message>
        <source>The address is known until Clothesfinder is closed.</source>
        <translation>Die Adresse ist bekannt, bis Clothesfinder beendet wird.</translation>
    </message>
    <message>
        <source>This system has no keyring that could keep its password. Enter the address again at the next start, or set it in the environment variable {}.</source>
        <translation>Dieses System hat keinen Schlüsselbund, der das Passwort aufbewahren könnte. Geben Sie die Adresse beim nächsten Start noch einmal ein, oder setzen Sie die Umgebungsvariable {}.</translation>
    </message>
</context>
<context>
    <name>CopiedDialogs</name>
    <message>
        <source>Hard-link {} to…</source>
        <translation>Hardlinks von {} anlegen in…</translation>
    </message>
    <message>
        <source>Copy {} to…</source>
        <translation>{} kopieren nach…</translation>
    </message>
    <message>
        <source>&amp;Hard-link</source>
        <translation>&amp;Verlinken</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Close Clothesfinder</source>
        <translation>Clothesfinder schließen</translation>
    </message>
    <message>
        <source>Close while pictures are still being copied?</source>
        <translation>Schließen, während noch Bilder kopiert werden?</translation>
    </message>
    <message>
        <source>What was copied by now stays, whole; the rest is not copied.</source>
        <translation>Was bis jetzt kopiert ist, bleibt vollständig; das Übrige wird nicht kopiert.</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Go on copying</source>
        <translation>&amp;Weiter kopieren</translation>
    </message>
</context>
<context>
    <name>NotCopiedDialog</name>
    <message>
        <source>What was not linked</source>
        <translation>Was nicht verlinkt wurde</translation>
    </message>
    <message>
        <source>What was not copied</source>
        <translation>Was nicht kopiert wurde</translation>
    </message>
    <message>
        <source>Files that were not copied, and why</source>
        <translation>Dateien, die nicht kopiert wurden, und warum</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Copy the &amp;list</source>
        <translation>&amp;Liste kopieren</translation>
    </message>
    <message>
        <source>&amp;Copy these files instead</source>
        <translation>Stattdessen &amp;kopieren</translation>
    </message>
</context>
<context>
    <name>CopiedTold</name>
    <message>
        <source>Hard-linking in “{}”</source>
        <translation>Hardlinks werden in „{}“ angelegt</translation>
    </message>
    <message>
        <source>Copying to “{}”</source>
        <translation>Wird nach „{}“ kopiert</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures were hard-linked in “{}”</source>
        <translation>
            <numerusform>%Ln Bild wurde in „{}“ verlinkt</numerusform>
            <numerusform>%Ln Bilder wurden in „{}“ verlinkt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures were copied to “{}”</source>
        <translation>
            <numerusform>%Ln Bild wurde nach „{}“ kopiert</numerusform>
            <numerusform>%Ln Bilder wurden nach „{}“ kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were there already</source>
        <translation>
            <numerusform>%Ln war schon da</numerusform>
            <numerusform>%Ln waren schon da</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be hard-linked</source>
        <translation>
            <numerusform>%Ln war nicht zu verlinken</numerusform>
            <numerusform>%Ln waren nicht zu verlinken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be copied</source>
        <translation>
            <numerusform>%Ln war nicht zu kopieren</numerusform>
            <numerusform>%Ln waren nicht zu kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Copying was stopped.</source>
        <translation>Das Kopieren wurde angehalten.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopyActions</name>
    <message>
        <source>Show which</source>
        <translation>Zeigen, welche</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>CropLayer</name>
    <message>
        <source>Drag over the picture to search with a part of it. Arrow keys move the part, with Shift they change its size, with Ctrl in larger steps; Escape takes the whole picture.</source>
        <translation>Ziehen Sie über das Bild, um mit einem Teil davon zu suchen. Pfeiltasten verschieben den Teil, mit Umschalt ändern sie seine Größe, mit Strg in größeren Schritten; Esc nimmt das ganze Bild.</translation>
    </message>
    <message>
        <source>Part of the picture: {}</source>
        <translation>Teil des Bildes: {}</translation>
    </message>
    <message>
        <source>Drag over the picture to search with a part of it; double-click for the whole</source>
        <translation>Ziehen Sie über das Bild, um mit einem Teil davon zu suchen; Doppelklick für das ganze</translation>
    </message>
</context>
<context>
    <name>CropWords</name>
    <message>
        <source>the whole picture</source>
        <translation>das ganze Bild</translation>
    </message>
    <message>
        <source>upper half of it</source>
        <translation>obere Hälfte davon</translation>
    </message>
    <message>
        <source>lower half of it</source>
        <translation>untere Hälfte davon</translation>
    </message>
    <message>
        <source>centre of it</source>
        <translation>Mitte davon</translation>
    </message>
    <message>
        <source>part of it from {} to {} % of its width and {} to {} % of its height</source>
        <translation>Teil davon von {} bis {} % der Breite und {} bis {} % der Höhe</translation>
    </message>
    <message>
        <source>turned right</source>
        <translation>nach rechts gedreht</translation>
    </message>
    <message>
        <source>turned upside down</source>
        <translation>auf den Kopf gestellt</translation>
    </message>
    <message>
        <source>turned left</source>
        <translation>nach links gedreht</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>gespiegelt</translation>
    </message>
</context>
<context>
    <name>DayField</name>
    <message>
        <source>Choose a day from a calendar</source>
        <translation>Tag aus einem Kalender wählen</translation>
    </message>
    <message>
        <source>any day</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>{}: calendar</source>
        <translation>{}: Kalender</translation>
    </message>
    <message>
        <source>Write a day like {}, or press the down arrow for a calendar</source>
        <translation>Schreiben Sie einen Tag wie {}, oder drücken Sie Pfeil nach unten für einen Kalender</translation>
    </message>
    <message>
        <source>This is not a day. Write it like {}, or press the down arrow for a calendar.</source>
        <translation>Das ist kein Tag. Schreiben Sie ihn wie {}, oder drücken Sie Pfeil nach unten für einen Kalender.</translation>
    </message>
</context>
<context>
    <name>Dials</name>
    <message>
        <source>The kind of garment: a dress, a shirt, trousers…</source>
        <translation>Die Art des Kleidungsstücks: Kleid, Hemd, Hose…</translation>
    </message>
    <message>
        <source>Pattern, fabric and details</source>
        <translation>Muster, Stoff und Einzelheiten</translation>
    </message>
    <message>
        <source>Its colours</source>
        <translation>Seine Farben</translation>
    </message>
    <message>
        <source>What counts</source>
        <translation>Was zählt</translation>
    </message>
    <message>
        <source>Your own setting</source>
        <translation>Eigene Einstellung</translation>
    </message>
    <message>
        <source>This gallery&apos;s model does not tell these apart.</source>
        <translation>Das Modell dieser Galerie unterscheidet sie nicht.</translation>
    </message>
    <message>
        <source>{} counts, in per cent</source>
        <translation>Wie viel {} zählt, in Prozent</translation>
    </message>
    <message>
        <source>Below 0 %, what differs in this comes first.</source>
        <translation>Unter 0 % kommt zuerst, was sich darin unterscheidet.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Let everything count as usual</source>
        <translation>Alles zählen lassen wie sonst</translation>
    </message>
    <message>
        <source>Reset what counts</source>
        <translation>Zurücksetzen, was zählt</translation>
    </message>
    <message>
        <source>what differs in this comes first</source>
        <translation>was sich darin unterscheidet, kommt zuerst</translation>
    </message>
    <message>
        <source>does not count</source>
        <translation>zählt nicht</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>wie sonst</translation>
    </message>
    <message>
        <source>more than usual</source>
        <translation>mehr als sonst</translation>
    </message>
    <message>
        <source>less</source>
        <translation>weniger</translation>
    </message>
</context>
<context>
    <name>DropField</name>
    <message>
        <source>Query picture: {}</source>
        <translation>Suchbild: {}</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keines</translation>
    </message>
    <message>
        <source>Query: the words {}</source>
        <translation>Suche: die Wörter {}</translation>
    </message>
    <message>
        <source>Drop a picture here, or press Enter to choose one.</source>
        <translation>Ziehen Sie ein Bild hierher, oder drücken Sie die Eingabetaste, um eines zu wählen.</translation>
    </message>
    <message>
        <source>Let go to use it</source>
        <translation>Loslassen, um es zu verwenden</translation>
    </message>
    <message>
        <source>Hold Shift to add it to this one</source>
        <translation>Mit Umschalt wird es zu diesem hinzugefügt</translation>
    </message>
    <message>
        <source>A picture is searched for, a folder is indexed</source>
        <translation>Ein Bild wird gesucht, ein Ordner indiziert</translation>
    </message>
    <message>
        <source>paste one, or press {}</source>
        <translation>fügen Sie eines ein, oder drücken Sie {}</translation>
    </message>
    <message>
        <source>or drop a picture here, {}</source>
        <translation>oder ziehen Sie ein Bild hierher, {}</translation>
    </message>
    <message>
        <source>Drop another here, {}</source>
        <translation>Ziehen Sie ein anderes hierher, {}</translation>
    </message>
    <message>
        <source>This picture cannot be shown</source>
        <translation>Dieses Bild ist nicht darstellbar</translation>
    </message>
    <message>
        <source>Drop a picture here</source>
        <translation>Ziehen Sie ein Bild hierher</translation>
    </message>
</context>
<context>
    <name>ExportActions</name>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>Write the results as a contact sheet, a table or JSON</source>
        <translation>Die Ergebnisse als Kontaktbogen, Tabelle oder JSON schreiben</translation>
    </message>
    <message>
        <source>Writing {}…</source>
        <translation>{} wird geschrieben…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>{}: {} of {}…</source>
        <translation>{}: {} von {}…</translation>
    </message>
    <message>
        <source>Written to {}.</source>
        <translation>In {} geschrieben.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>Es wurde nichts geschrieben.</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Contact sheet with small pictures ({})</source>
        <translation>Kontaktbogen mit kleinen Bildern ({})</translation>
    </message>
    <message>
        <source>Table for spreadsheets ({})</source>
        <translation>Tabelle für Tabellenprogramme ({})</translation>
    </message>
    <message>
        <source>For programs ({})</source>
        <translation>Für Programme ({})</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
</context>
<context>
    <name>FetchBar</name>
    <message>
        <source>Progress of the fetching</source>
        <translation>Fortschritt beim Holen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop fetching the picture (Esc)</source>
        <translation>Das Bild nicht weiter holen (Esc)</translation>
    </message>
    <message>
        <source>Fetching from {}…</source>
        <translation>Wird von {} geholt…</translation>
    </message>
    <message>
        <source>Fetching the picture from {}</source>
        <translation>Das Bild wird von {} geholt</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
</context>
<context>
    <name>FileModel</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>FileTable</name>
    <message>
        <source>Files of the gallery</source>
        <translation>Dateien der Galerie</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Changed from</source>
        <translation>Geändert ab</translation>
    </message>
    <message>
        <source>Changed until</source>
        <translation>Geändert bis</translation>
    </message>
    <message>
        <source>Least score</source>
        <translation>Kleinster Wert</translation>
    </message>
    <message>
        <source>Most score</source>
        <translation>Größter Wert</translation>
    </message>
    <message>
        <source>Hide exact copies</source>
        <translation>Exakte Kopien ausblenden</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>red dress, *.jpg</source>
        <translation>rotes Kleid, *.jpg</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Words of the file&apos;s name in any order, or all of it with * and ?, such as *.jpg</source>
        <translation>Wörter des Dateinamens in beliebiger Folge, oder der ganze mit * und ?, etwa *.jpg</translation>
    </message>
    <message>
        <source>Any shape</source>
        <translation>Jede Form</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Square: one side is at most 5 % longer than the other</source>
        <translation>Quadratisch: Eine Seite ist höchstens 5 % länger als die andere</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Leave out what is the query itself: scores of 0.995 and more</source>
        <translation>Weglassen, was das Suchbild selbst ist: Werte von 0,995 und mehr</translation>
    </message>
    <message>
        <source>Let every picture pass</source>
        <translation>Jedes Bild durchlassen</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Close the filter bar</source>
        <translation>Filterleiste schließen</translation>
    </message>
    <message>
        <source>Close (Esc); the filter stays on</source>
        <translation>Schließen (Esc); der Filter bleibt an</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;until</source>
        <translation>&amp;bis</translation>
    </message>
    <message>
        <source>Sha&amp;pe</source>
        <translation>&amp;Form</translation>
    </message>
    <message>
        <source>S&amp;core</source>
        <translation>We&amp;rt</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
</context>
<context>
    <name>FilterStrip</name>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Let every picture pass</source>
        <translation>Jedes Bild durchlassen</translation>
    </message>
    <message>
        <source>Filter is on</source>
        <translation>Filter ist an</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Keep to some of the pictures: by folder, name, date, shape or score (Ctrl+Shift+F)</source>
        <translation>Auf einige der Bilder beschränken: nach Ordner, Name, Datum, Form oder Wert (Strg+Umschalt+F)</translation>
    </message>
    <message>
        <source>Filter is on: {}</source>
        <translation>Filter ist an: {}</translation>
    </message>
</context>
<context>
    <name>FilterTold</name>
    <message>
        <source>in “{}”</source>
        <translation>in „{}“</translation>
    </message>
    <message>
        <source>called “{}”</source>
        <translation>namens „{}“</translation>
    </message>
    <message>
        <source>from {}</source>
        <translation>ab {}</translation>
    </message>
    <message>
        <source>until {}</source>
        <translation>bis {}</translation>
    </message>
    <message>
        <source>There may be more: the database tells of the nearest pictures only.</source>
        <translation>Es kann weitere geben: Die Datenbank nennt nur die ähnlichsten Bilder.</translation>
    </message>
    <message>
        <source>No pictures {}</source>
        <translation>Keine Bilder {}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures {}</source>
        <translation>
            <numerusform>%Ln Bild {}</numerusform>
            <numerusform>%Ln Bilder {}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} of %Ln pictures {}</source>
        <translation>
            <numerusform>{} von %Ln Bild {}</numerusform>
            <numerusform>{} von %Ln Bildern {}</numerusform>
        </translation>
    </message>
    <message>
        <source>{} of them {}</source>
        <translation>{} davon {}</translation>
    </message>
    <message>
        <source>of score {} to {}</source>
        <translation>mit Wert {} bis {}</translation>
    </message>
    <message>
        <source>of score {} and more</source>
        <translation>mit Wert {} und mehr</translation>
    </message>
    <message>
        <source>of score up to {}</source>
        <translation>mit Wert bis {}</translation>
    </message>
    <message>
        <source>without exact copies</source>
        <translation>ohne exakte Kopien</translation>
    </message>
</context>
<context>
    <name>FilterView</name>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>F&amp;ilter…</source>
        <translation>F&amp;ilter…</translation>
    </message>
    <message>
        <source>No picture passes the filter</source>
        <translation>Kein Bild kommt durch den Filter</translation>
    </message>
    <message>
        <source>It keeps to pictures {}.</source>
        <translation>Er lässt nur Bilder durch: {}.</translation>
    </message>
    <message>
        <source>Only pictures {}</source>
        <translation>Nur Bilder {}</translation>
    </message>
</context>
<context>
    <name>FindingsModel</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Best match</source>
        <translation>Bester Treffer</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>How alike</source>
        <translation>Wie ähnlich</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
</context>
<context>
    <name>FindingsTable</name>
    <message>
        <source>Pictures that were looked up</source>
        <translation>Nachgeschlagene Bilder</translation>
    </message>
    <message>
        <source>best match {}</source>
        <translation>bester Treffer {}</translation>
    </message>
    <message>
        <source>score {}</source>
        <translation>Wert {}</translation>
    </message>
</context>
<context>
    <name>FolderBox</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Keep to the pictures below this folder. Write some of its letters.</source>
        <translation>Auf die Bilder unter diesem Ordner beschränken. Schreiben Sie einige seiner Buchstaben.</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>Alle Ordner</translation>
    </message>
</context>
<context>
    <name>FoundExtent</name>
    <message>
        <source>How many are shown</source>
        <translation>Wie viele gezeigt werden</translation>
    </message>
    <message>
        <source>The first {} of {}. The database gives no more for one search; narrow it to see others.</source>
        <translation>Die ersten {} von {}. Mehr gibt die Datenbank für eine Suche nicht heraus; grenzen Sie sie ein, um andere zu sehen.</translation>
    </message>
    <message>
        <source>{} of {} shown</source>
        <translation>{} von {} gezeigt</translation>
    </message>
    <message>
        <source>All {} shown</source>
        <translation>Alle {} gezeigt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them behind one that is nearly the same</source>
        <translation>
            <numerusform>%Ln davon hinter einem fast gleichen</numerusform>
            <numerusform>%Ln davon hinter einem fast gleichen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GalleryActions</name>
    <message>
        <source>Where the pictures of “{}” lie now</source>
        <translation>Wo die Bilder von „{}“ jetzt liegen</translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Drop a folder of pictures here</source>
        <translation>Ziehen Sie einen Ordner mit Bildern hierher</translation>
    </message>
    <message>
        <source>or choose Gallery &gt; Index folder (Ctrl+I). Then drop a picture of a garment, and the most similar ones appear here. F1 opens the user&apos;s guide.</source>
        <translation>oder wählen Sie Galerie &gt; Ordner indizieren (Strg+I). Ziehen Sie dann das Bild eines Kleidungsstücks hierher, und die ähnlichsten erscheinen hier. F1 öffnet das Handbuch.</translation>
    </message>
    <message>
        <source>Drop a picture of a garment</source>
        <translation>Ziehen Sie das Bild eines Kleidungsstücks hierher</translation>
    </message>
    <message>
        <source>You need not wait: it is searched for as soon as there is something to search.</source>
        <translation>Sie müssen nicht warten: Gesucht wird, sobald es etwas zu durchsuchen gibt.</translation>
    </message>
    <message>
        <source>or press Ctrl+O to open one, Ctrl+V to paste one.</source>
        <translation>oder drücken Sie Strg+O, um eines zu öffnen, Strg+V, um eines einzufügen.</translation>
    </message>
</context>
<context>
    <name>GalleryView</name>
    <message>
        <source>Index in MongoDB: {}</source>
        <translation>Index in MongoDB: {}</translation>
    </message>
    <message>
        <source>Enter it…</source>
        <translation>Eingeben…</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
    <message>
        <source>The folder {} is not there, so its pictures cannot be shown. Plug in the drive it is on, or tell where it lies now.</source>
        <translation>Der Ordner {} ist nicht da; seine Bilder können deshalb nicht gezeigt werden. Schließen Sie das Laufwerk an, auf dem er liegt, oder sagen Sie, wo er jetzt liegt.</translation>
    </message>
    <message>
        <source>Find the folder…</source>
        <translation>Ordner suchen…</translation>
    </message>
    <message>
        <source>in the copy here</source>
        <translation>in der Kopie hier</translation>
    </message>
    <message>
        <source>in MongoDB</source>
        <translation>in MongoDB</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Remove them…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Show which</source>
        <translation>Zeigen, welche</translation>
    </message>
    <message>
        <source>What happened…</source>
        <translation>Was geschehen ist…</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
</context>
<context>
    <name>GroupBadge</name>
    <message numerus="yes">
        <source>and %Ln nearly the same</source>
        <translation>
            <numerusform>und %Ln fast gleiches</numerusform>
            <numerusform>und %Ln fast gleiche</numerusform>
        </translation>
    </message>
    <message>
        <source>{}, shown next</source>
        <translation>{}, daneben gezeigt</translation>
    </message>
</context>
<context>
    <name>GroupingActions</name>
    <message>
        <source>&amp;Group near-identical</source>
        <translation>Fast gleiche &amp;zusammenfassen</translation>
    </message>
    <message>
        <source>Show pictures that are nearly the same as one, with their number; G opens a group</source>
        <translation>Fast gleiche Bilder als eines zeigen, mit ihrer Anzahl; G öffnet eine Gruppe</translation>
    </message>
</context>
<context>
    <name>GuideText</name>
    <message>
        <source>Page of the guide</source>
        <translation>Seite des Handbuchs</translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>User&apos;s guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Search in the guide</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <source>The guide has nothing with these words. Write fewer, or others.</source>
        <translation>Im Handbuch steht nichts mit diesen Wörtern. Schreiben Sie weniger, oder andere.</translation>
    </message>
    <message>
        <source>Border between contents and page</source>
        <translation>Grenze zwischen Inhalt und Seite</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Smaller letters</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Larger letters</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>&amp;User&apos;s guide</source>
        <translation>&amp;Handbuch</translation>
    </message>
</context>
<context>
    <name>HappenedDialog</name>
    <message>
        <source>What happened in “{}”</source>
        <translation>Was in „{}“ geschehen ist</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>Liste speichern</translation>
    </message>
    <message>
        <source>Tables ({})</source>
        <translation>Tabellen ({})</translation>
    </message>
    <message>
        <source>files of {}.csv</source>
        <translation>Dateien von {}.csv</translation>
    </message>
    <message>
        <source>Looking at the files…</source>
        <translation>Dateien werden angesehen…</translation>
    </message>
    <message>
        <source>Looking at the files: {}</source>
        <translation>Dateien werden angesehen: {}</translation>
    </message>
    <message>
        <source>{} written to {}.</source>
        <translation>{} in {} geschrieben.</translation>
    </message>
    <message>
        <source>The gallery is being worked on. The list is renewed when that ends.</source>
        <translation>An der Galerie wird gearbeitet. Die Liste wird erneuert, wenn das fertig ist.</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>Dateien werden angesehen</translation>
    </message>
    <message>
        <source>No file is like that. Choose all files, or clear the filter.</source>
        <translation>Keine Datei ist so. Wählen Sie alle Dateien, oder leeren Sie den Filter.</translation>
    </message>
    <message>
        <source>Nothing is known of any file yet. Update the gallery first.</source>
        <translation>Noch ist von keiner Datei etwas bekannt. Aktualisieren Sie zuerst die Galerie.</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>Select a file to read all of its reason. Enter shows it in its folder, Ctrl+C copies its path.</source>
        <translation>Wählen Sie eine Datei aus, um ihren Grund ganz zu lesen. Eingabe zeigt sie in ihrem Ordner, Strg+C kopiert ihren Pfad.</translation>
    </message>
    <message>
        <source>Files to show, by their state</source>
        <translation>Anzuzeigende Dateien, nach ihrem Zustand</translation>
    </message>
    <message>
        <source>Filter by name or reason</source>
        <translation>Nach Name oder Grund filtern</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Save as CS&amp;V…</source>
        <translation>Als CS&amp;V speichern…</translation>
    </message>
    <message>
        <source>What the list shows now, for spreadsheets</source>
        <translation>Was die Liste jetzt zeigt, für Tabellenprogramme</translation>
    </message>
    <message>
        <source>&amp;Try selected again</source>
        <translation>Ausge&amp;wählte wiederholen</translation>
    </message>
    <message>
        <source>Of the selected files, those that failed or were skipped</source>
        <translation>Von den ausgewählten Dateien die fehlgeschlagenen und übersprungenen</translation>
    </message>
    <message>
        <source>Try &amp;all again</source>
        <translation>&amp;Alle wiederholen</translation>
    </message>
    <message>
        <source>All files that failed or were skipped</source>
        <translation>Alle fehlgeschlagenen und übersprungenen Dateien</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Copy path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>An&amp;zeigen</translation>
    </message>
</context>
<context>
    <name>Happened</name>
    <message numerus="yes">
        <source>%Ln pictures can be searched</source>
        <translation>
            <numerusform>%Ln Bild ist durchsuchbar</numerusform>
            <numerusform>%Ln Bilder sind durchsuchbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them duplicates</source>
        <translation>
            <numerusform>%Ln davon doppelt</numerusform>
            <numerusform>%Ln davon doppelt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln fehlgeschlagen</numerusform>
            <numerusform>%Ln fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <translation>
            <numerusform>%Ln übersprungen</numerusform>
            <numerusform>%Ln übersprungen</numerusform>
        </translation>
    </message>
    <message>
        <source>All files ({})</source>
        <translation>Alle Dateien ({})</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>When the gallery was last indexed is not known.</source>
        <translation>Wann die Galerie zuletzt indiziert wurde, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>at {}</source>
        <translation>um {}</translation>
    </message>
    <message>
        <source>on {}</source>
        <translation>am {}</translation>
    </message>
    <message>
        <source>Last indexed {}, in {}.</source>
        <translation>Zuletzt {} indiziert, in {}.</translation>
    </message>
    <message>
        <source>The last run, {}, did not come to its end. {}</source>
        <translation>Der letzte Lauf, {}, kam nicht zu seinem Ende. {}</translation>
    </message>
    <message>
        <source>The last run, {}, was stopped. What was indexed is kept; update to go on.</source>
        <translation>Der letzte Lauf, {}, wurde angehalten. Was indiziert wurde, bleibt erhalten; aktualisieren Sie, um fortzufahren.</translation>
    </message>
    <message>
        <source>The last run, {}, was cut off, or is still under way. Update to go on.</source>
        <translation>Der letzte Lauf, {}, brach ab oder ist noch im Gange. Aktualisieren Sie, um fortzufahren.</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Choose the folder of pictures to index</source>
        <translation>Ordner mit den Bildern zum Indizieren wählen</translation>
    </message>
    <message>
        <source>There is no picture in the clipboard. Copy one, its file, or its address on the web first.</source>
        <translation>In der Zwischenablage ist kein Bild. Kopieren Sie zuerst eines, seine Datei oder seine Adresse im Web.</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>Dropped picture</source>
        <translation>Abgelegtes Bild</translation>
    </message>
    <message numerus="yes">
        <source>Of the %Ln pictures only the first {} are looked for: more do not make one query.</source>
        <translation>
            <numerusform>Von dem %Ln Bild werden nur die ersten {} gesucht: Mehr ergeben nicht eine Suche.</numerusform>
            <numerusform>Von den %Ln Bildern werden nur die ersten {} gesucht: Mehr ergeben nicht eine Suche.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LanguageChoice</name>
    <message>
        <source>La&amp;nguage</source>
        <translation>S&amp;prache (Language)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das S&amp;ystem</translation>
    </message>
    <message>
        <source>The window speaks this language when Clothesfinder is started again.</source>
        <translation>Das Fenster spricht diese Sprache, sobald Clothesfinder neu gestartet wird.</translation>
    </message>
</context>
<context>
    <name>Launcher</name>
    <message>
        <source>&amp;Put into the applications menu</source>
        <translation>Ins &amp;Anwendungsmenü aufnehmen</translation>
    </message>
    <message>
        <source>Take &amp;out of the applications menu</source>
        <translation>Aus dem Anwendungsmenü &amp;nehmen</translation>
    </message>
    <message>
        <source>Put Clothesfinder into the applications menu?</source>
        <translation>Clothesfinder ins Anwendungsmenü aufnehmen?</translation>
    </message>
    <message>
        <source>&amp;Put into the Start menu</source>
        <translation>Ins St&amp;artmenü aufnehmen</translation>
    </message>
    <message>
        <source>Take &amp;out of the Start menu</source>
        <translation>Aus dem Startmenü &amp;nehmen</translation>
    </message>
    <message>
        <source>Put Clothesfinder into the Start menu?</source>
        <translation>Clothesfinder ins Startmenü aufnehmen?</translation>
    </message>
    <message>
        <source>&amp;Put into the Applications folder</source>
        <translation>In den Ordner „Progr&amp;amme“ aufnehmen</translation>
    </message>
    <message>
        <source>Take &amp;out of the Applications folder</source>
        <translation>Aus dem Ordner „Programme“ &amp;nehmen</translation>
    </message>
    <message>
        <source>Put Clothesfinder into the Applications folder?</source>
        <translation>Clothesfinder in den Ordner „Programme“ aufnehmen?</translation>
    </message>
</context>
<context>
    <name>Offer</name>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>LauncherActions</name>
    <message>
        <source>Add</source>
        <translation>Aufnehmen</translation>
    </message>
</context>
<context>
    <name>LicencesView</name>
    <message>
        <source>Filter by name or licence</source>
        <translation>Nach Name oder Lizenz filtern</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Licence of the chosen part</source>
        <translation>Lizenz des gewählten Teils</translation>
    </message>
    <message>
        <source>The licences are being read…</source>
        <translation>Die Lizenzen werden gelesen…</translation>
    </message>
    <message>
        <source>Border between list and text</source>
        <translation>Grenze zwischen Liste und Text</translation>
    </message>
    <message numerus="yes">
        <source>%Ln parts</source>
        <translation>
            <numerusform>%Ln Teil</numerusform>
            <numerusform>%Ln Teile</numerusform>
        </translation>
    </message>
    <message>
        <source>No part is like that. Type less, or something else.</source>
        <translation>Kein Teil ist so. Schreiben Sie weniger oder etwas anderes.</translation>
    </message>
    <message>
        <source>Licence: {}</source>
        <translation>Lizenz: {}</translation>
    </message>
</context>
<context>
    <name>LoginSteps</name>
    <message>
        <source>not tested yet</source>
        <translation>noch nicht getestet</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>LookupActions</name>
    <message>
        <source>Look up &amp;many…</source>
        <translation>Vie&amp;le nachschlagen…</translation>
    </message>
</context>
<context>
    <name>LookupDialog</name>
    <message>
        <source>Look up many pictures in “{}”</source>
        <translation>Viele Bilder in „{}“ nachschlagen</translation>
    </message>
    <message>
        <source>Choose the folder of pictures to look up</source>
        <translation>Ordner mit den Bildern zum Nachschlagen wählen</translation>
    </message>
    <message>
        <source>Choose the pictures to look up, or a list of them</source>
        <translation>Bilder zum Nachschlagen wählen, oder eine Liste davon</translation>
    </message>
    <message>
        <source>Lists of pictures ({})</source>
        <translation>Listen von Bildern ({})</translation>
    </message>
    <message>
        <source>Only files and folders are looked up here. Drop one of these.</source>
        <translation>Hier werden nur Dateien und Ordner nachgeschlagen. Ziehen Sie eines davon hierher.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Beginnt…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>No picture is like that. Choose another verdict above.</source>
        <translation>Kein Bild ist so. Wählen Sie oben ein anderes Urteil.</translation>
    </message>
    <message>
        <source>Written to {}.</source>
        <translation>In {} geschrieben.</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>about {} left</source>
        <translation>noch etwa {}</translation>
    </message>
    <message numerus="yes">
        <source>{}: {} of %Ln pictures</source>
        <translation>
            <numerusform>{}: {} von %Ln Bild</numerusform>
            <numerusform>{}: {} von %Ln Bildern</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped before the first picture was looked up.</source>
        <translation>Angehalten, bevor das erste Bild nachgeschlagen war.</translation>
    </message>
    <message numerus="yes">
        <source>Stopped: {} of %Ln pictures were looked up. They are kept, and may be exported.</source>
        <translation>
            <numerusform>Angehalten: {} von %Ln Bild wurde nachgeschlagen. Es bleibt erhalten und kann exportiert werden.</numerusform>
            <numerusform>Angehalten: {} von %Ln Bildern wurden nachgeschlagen. Sie bleiben erhalten und können exportiert werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Next: {}.</source>
        <translation>Danach: {}.</translation>
    </message>
</context>
<context>
    <name>LookupView</name>
    <message>
        <source>Drop pictures or folders here. A .txt file may list pictures, too: a path on each line.</source>
        <translation>Ziehen Sie Bilder oder Ordner hierher. Auch eine .txt-Datei kann Bilder auflisten: in jeder Zeile ein Pfad.</translation>
    </message>
    <message>
        <source>Lea&amp;ve out the picture itself</source>
        <translation>Bild selbst weg&amp;lassen</translation>
    </message>
    <message>
        <source>A picture that is a file of this gallery is not found by itself, but by others</source>
        <translation>Ein Bild, das eine Datei dieser Galerie ist, wird nicht durch sich selbst gefunden, sondern durch andere</translation>
    </message>
    <message>
        <source>The filter of the main window does not hold here: all folders are looked through.</source>
        <translation>Der Filter des Hauptfensters gilt hier nicht: Alle Ordner werden durchsucht.</translation>
    </message>
    <message>
        <source>Select a row to read all of it. Enter searches with its picture in the main window.</source>
        <translation>Wählen Sie eine Zeile aus, um sie ganz zu lesen. Eingabe sucht mit ihrem Bild im Hauptfenster.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Pictures to show, by their verdict</source>
        <translation>Anzuzeigende Bilder, nach ihrem Urteil</translation>
    </message>
    <message>
        <source>Choose &amp;folder…</source>
        <translation>&amp;Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose &amp;pictures…</source>
        <translation>&amp;Bilder wählen…</translation>
    </message>
    <message>
        <source>&amp;Search with it</source>
        <translation>Damit &amp;suchen</translation>
    </message>
    <message>
        <source>Search with the picture of this row in the main window</source>
        <translation>Mit dem Bild dieser Zeile im Hauptfenster suchen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>What the table shows now, as a file (Ctrl+E)</source>
        <translation>Was die Tabelle jetzt zeigt, als Datei (Strg+E)</translation>
    </message>
    <message>
        <source>&amp;Open it</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Open the file that was written</source>
        <translation>Die geschriebene Datei öffnen</translation>
    </message>
    <message>
        <source>Look &amp;up again</source>
        <translation>Noch einmal &amp;nachschlagen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Drop pictures or folders here, or choose them. For each, the picture of “{}” is found that is most alike. You can go on searching meanwhile.</source>
        <translation>Ziehen Sie Bilder oder Ordner hierher, oder wählen Sie sie. Zu jedem wird das ähnlichste Bild von „{}“ gefunden. Sie können inzwischen weiter suchen.</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>An&amp;zeigen</translation>
    </message>
</context>
<context>
    <name>MeasureDialog</name>
    <message>
        <source>Measure on “{}”</source>
        <translation>An „{}“ messen</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Beginnt…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message numerus="yes">
        <source>“{}”: {} of %Ln pictures</source>
        <translation>
            <numerusform>„{}“: {} von %Ln Bild</numerusform>
            <numerusform>„{}“: {} von %Ln Bildern</numerusform>
        </translation>
    </message>
    <message>
        <source>about {} left</source>
        <translation>noch etwa {}</translation>
    </message>
    <message>
        <source>The measuring was stopped, and nothing of it is kept.</source>
        <translation>Die Messung wurde angehalten, und nichts davon bleibt erhalten.</translation>
    </message>
    <message>
        <source>Measure &amp;again…</source>
        <translation>Noch einmal &amp;messen…</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Progress of the measuring</source>
        <translation>Fortschritt der Messung</translation>
    </message>
    <message>
        <source>The more pictures, the longer it takes, and the smaller the differences it can tell</source>
        <translation>Je mehr Bilder, desto länger dauert es, und desto kleinere Unterschiede zeigen sich</translation>
    </message>
    <message>
        <source>Pictures in the same &amp;folder belong together</source>
        <translation>Bilder im selben &amp;Ordner gehören zusammen</translation>
    </message>
    <message>
        <source>It is measured, too, how often pictures of the same folder find each other</source>
        <translation>Gemessen wird auch, wie oft Bilder desselben Ordners einander finden</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>At most so many &amp;pictures</source>
        <translation>Höchstens so viele &amp;Bilder</translation>
    </message>
    <message>
        <source>Each model looks for the same pictures of “{}” by changed copies of them: a small part, mirrored, in other light, turned, and more. That tells which one sees more in your pictures. It takes minutes, in which you can go on searching; nothing is changed.</source>
        <translation>Jedes Modell sucht dieselben Bilder von „{}“ mit veränderten Kopien davon: ein kleiner Ausschnitt, gespiegelt, in anderem Licht, gedreht und mehr. Das sagt, welches in Ihren Bildern mehr sieht. Es dauert Minuten, in denen Sie weiter suchen können; nichts wird verändert.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Save as CS&amp;V…</source>
        <translation>Als CS&amp;V speichern…</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>MeasuredView</name>
    <message>
        <source>Figures of each model</source>
        <translation>Zahlen jedes Modells</translation>
    </message>
    <message>
        <source>“{}” was not measured. {}</source>
        <translation>„{}“ wurde nicht gemessen. {}</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>Zahlen speichern</translation>
    </message>
    <message>
        <source>Tables ({})</source>
        <translation>Tabellen ({})</translation>
    </message>
    <message>
        <source>measured models.csv</source>
        <translation>gemessene Modelle.csv</translation>
    </message>
    <message>
        <source>{} cannot be written: {}. Choose another place.</source>
        <translation>{} kann nicht geschrieben werden: {}. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>{}, best</source>
        <translation>{}, am besten</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das S&amp;ystem</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Full: as fast as this computer can</source>
        <translation>&amp;Voll: so schnell, wie dieser Computer kann</translation>
    </message>
    <message>
        <source>&amp;Normal: other programs come first</source>
        <translation>&amp;Normal: andere Programme gehen vor</translation>
    </message>
    <message>
        <source>&amp;Gentle: a quarter of the processor at most</source>
        <translation>&amp;Sanft: höchstens ein Viertel des Prozessors</translation>
    </message>
    <message>
        <source>&amp;Gallery</source>
        <translation>&amp;Galerie</translation>
    </message>
    <message>
        <source>&amp;Index folder…</source>
        <translation>Ordner &amp;indizieren…</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>Wa&amp;tch this folder</source>
        <translation>Diesen Ordner &amp;überwachen</translation>
    </message>
    <message>
        <source>Pick up new, changed, moved and removed pictures while the window is open</source>
        <translation>Neue, geänderte, umgezogene und entfernte Bilder aufnehmen, während das Fenster offen ist</translation>
    </message>
    <message>
        <source>&amp;Recent galleries</source>
        <translation>&amp;Zuletzt verwendete Galerien</translation>
    </message>
    <message>
        <source>Connect to MongoDB &amp;Atlas…</source>
        <translation>Mit &amp;MongoDB Atlas verbinden…</translation>
    </message>
    <message>
        <source>&amp;Shared gallery</source>
        <translation>&amp;Geteilte Galerie</translation>
    </message>
    <message>
        <source>The folder has &amp;moved…</source>
        <translation>Der &amp;Ordner ist umgezogen…</translation>
    </message>
    <message>
        <source>Choose its mo&amp;del file…</source>
        <translation>Modell&amp;datei wählen…</translation>
    </message>
    <message>
        <source>M&amp;easure models on it…</source>
        <translation>Mode&amp;lle daran messen…</translation>
    </message>
    <message>
        <source>&amp;Check this index…</source>
        <translation>Diesen Index &amp;prüfen…</translation>
    </message>
    <message>
        <source>&amp;What happened…</source>
        <translation>&amp;Was geschehen ist…</translation>
    </message>
    <message>
        <source>&amp;Forget this gallery…</source>
        <translation>Diese Galerie &amp;vergessen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Query</source>
        <translation>&amp;Suche</translation>
    </message>
    <message>
        <source>&amp;Open picture…</source>
        <translation>Bild ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>By &amp;words</source>
        <translation>Mit &amp;Wörtern</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>&amp;Ergebnisse</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>E&amp;instellungen</translation>
    </message>
    <message>
        <source>&amp;Model…</source>
        <translation>&amp;Modell…</translation>
    </message>
    <message>
        <source>Indexing &amp;speed</source>
        <translation>&amp;Geschwindigkeit beim Indizieren</translation>
    </message>
    <message>
        <source>&amp;Double-click</source>
        <translation>&amp;Doppelklick</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Report a problem…</source>
        <translation>Ein Problem &amp;melden…</translation>
    </message>
    <message>
        <source>Open the &amp;log folder</source>
        <translation>&amp;Protokollordner öffnen</translation>
    </message>
    <message>
        <source>&amp;About Clothesfinder</source>
        <translation>Ü&amp;ber Clothesfinder</translation>
    </message>
    <message>
        <source>&amp;Opens the picture</source>
        <translation>Ö&amp;ffnet das Bild</translation>
    </message>
    <message>
        <source>&amp;Finds similar pictures</source>
        <translation>&amp;Sucht ähnliche Bilder</translation>
    </message>
</context>
<context>
    <name>ModelActions</name>
    <message>
        <source>a model file of the original scripts</source>
        <translation>eine Modelldatei der ursprünglichen Skripte</translation>
    </message>
    <message>
        <source>{} is on this computer now. Choose it in Settings &gt; Model to use it.</source>
        <translation>{} ist jetzt auf diesem Computer. Wählen Sie es unter Einstellungen &gt; Modell, um es zu verwenden.</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
</context>
<context>
    <name>ModelDetails</name>
    <message>
        <source>&amp;Download ({})</source>
        <translation>&amp;Herunterladen ({})</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden…</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>It needs packages that are not installed. Install them with this command, then start Clothesfinder again:</source>
        <translation>Es braucht Pakete, die nicht installiert sind. Installieren Sie sie mit diesem Befehl, und starten Sie Clothesfinder dann neu:</translation>
    </message>
    <message>
        <source>Command that installs the packages</source>
        <translation>Befehl, der die Pakete installiert</translation>
    </message>
    <message>
        <source>Progress of the download</source>
        <translation>Fortschritt des Downloads</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>What has arrived is kept for the next time.</source>
        <translation>Was angekommen ist, bleibt für das nächste Mal erhalten.</translation>
    </message>
    <message>
        <source>Use for this &amp;gallery…</source>
        <translation>Für diese &amp;Galerie…</translation>
    </message>
    <message>
        <source>Use for &amp;new galleries</source>
        <translation>Für &amp;neue Galerien</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>Delete its files from this computer; it can be downloaded again.</source>
        <translation>Seine Dateien von diesem Computer löschen; es kann wieder heruntergeladen werden.</translation>
    </message>
    <message>
        <source>It is on this computer.</source>
        <translation>Es ist auf diesem Computer.</translation>
    </message>
    <message>
        <source>It is not on this computer yet.</source>
        <translation>Es ist noch nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>“{}” goes by it.</source>
        <translation>„{}“ verwendet es.</translation>
    </message>
    <message>
        <source>New galleries go by it.</source>
        <translation>Neue Galerien verwenden es.</translation>
    </message>
    <message>
        <source>Finds by pictures and by words.</source>
        <translation>Findet mit Bildern und mit Wörtern.</translation>
    </message>
    <message>
        <source>Finds by pictures.</source>
        <translation>Findet mit Bildern.</translation>
    </message>
    <message>
        <source>Licence: {}.</source>
        <translation>Lizenz: {}.</translation>
    </message>
</context>
<context>
    <name>ModelDialog</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Computer</translation>
    </message>
    <message>
        <source>being downloaded</source>
        <translation>wird heruntergeladen</translation>
    </message>
    <message>
        <source>{} to download</source>
        <translation>{} herunterzuladen</translation>
    </message>
    <message>
        <source>on this computer, in use</source>
        <translation>auf diesem Computer, in Gebrauch</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Which finds &amp;more?…</source>
        <translation>Welches findet &amp;mehr?…</translation>
    </message>
    <message>
        <source>Measure the models on this computer on the present gallery&apos;s pictures.</source>
        <translation>Die Modelle auf diesem Computer an den Bildern dieser Galerie messen.</translation>
    </message>
    <message>
        <source>The model is what sees how alike two garments are. All run on this computer; your pictures never leave it. Nothing is downloaded unless you ask.</source>
        <translation>Das Modell ist das, was sieht, wie ähnlich zwei Kleidungsstücke sind. Alle laufen auf diesem Computer; Ihre Bilder verlassen ihn nie. Nichts wird heruntergeladen, wenn Sie es nicht wünschen.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Outside</name>
    <message>
        <source>Measuring models</source>
        <translation>Modelle werden gemessen</translation>
    </message>
    <message>
        <source>Checking the index</source>
        <translation>Index wird geprüft</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Downloading “{}”</source>
        <translation>„{}“ wird heruntergeladen</translation>
    </message>
</context>
<context>
    <name>PartChoices</name>
    <message>
        <source>&amp;Whole picture</source>
        <translation>&amp;Ganzes Bild</translation>
    </message>
    <message>
        <source>Search with the whole picture</source>
        <translation>Mit dem ganzen Bild suchen</translation>
    </message>
    <message>
        <source>&amp;Upper half</source>
        <translation>&amp;Obere Hälfte</translation>
    </message>
    <message>
        <source>Search with the upper half</source>
        <translation>Mit der oberen Hälfte suchen</translation>
    </message>
    <message>
        <source>&amp;Lower half</source>
        <translation>&amp;Untere Hälfte</translation>
    </message>
    <message>
        <source>Search with the lower half</source>
        <translation>Mit der unteren Hälfte suchen</translation>
    </message>
    <message>
        <source>&amp;Centre</source>
        <translation>&amp;Mitte</translation>
    </message>
    <message>
        <source>Search with the centre</source>
        <translation>Mit der Mitte suchen</translation>
    </message>
    <message>
        <source>&amp;Garment</source>
        <translation>&amp;Kleidungsstück</translation>
    </message>
    <message>
        <source>Find the garment in the picture, and search with that part</source>
        <translation>Das Kleidungsstück im Bild finden und mit diesem Teil suchen</translation>
    </message>
    <message>
        <source>Rotate l&amp;eft</source>
        <translation>Nach &amp;links drehen</translation>
    </message>
    <message>
        <source>Rotate the picture to the left</source>
        <translation>Das Bild nach links drehen</translation>
    </message>
    <message>
        <source>Rotate &amp;right</source>
        <translation>Nach &amp;rechts drehen</translation>
    </message>
    <message>
        <source>Rotate the picture to the right</source>
        <translation>Das Bild nach rechts drehen</translation>
    </message>
    <message>
        <source>&amp;Mirror</source>
        <translation>&amp;Spiegeln</translation>
    </message>
    <message>
        <source>Mirror the picture</source>
        <translation>Das Bild spiegeln</translation>
    </message>
    <message>
        <source>Par&amp;t of the picture</source>
        <translation>&amp;Teil des Bildes</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>Ein Bild öffnen</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Query</source>
        <translation>Suchbild</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Hide the query</source>
        <translation>Suchbild ausblenden</translation>
    </message>
    <message>
        <source>Show the query</source>
        <translation>Suchbild einblenden</translation>
    </message>
    <message>
        <source>Previous result</source>
        <translation>Voriges Ergebnis</translation>
    </message>
    <message>
        <source>Next result</source>
        <translation>Nächstes Ergebnis</translation>
    </message>
    <message>
        <source>First result</source>
        <translation>Erstes Ergebnis</translation>
    </message>
    <message>
        <source>Last result</source>
        <translation>Letztes Ergebnis</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Show all of both pictures</source>
        <translation>Beide Bilder ganz zeigen</translation>
    </message>
    <message>
        <source>Show them at 100 %</source>
        <translation>Sie bei 100 % zeigen</translation>
    </message>
    <message>
        <source>Open the picture</source>
        <translation>Bild öffnen</translation>
    </message>
    <message>
        <source>Close the preview</source>
        <translation>Vorschau schließen</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Previewing</name>
    <message>
        <source>Previe&amp;w</source>
        <translation>&amp;Vorschau</translation>
    </message>
    <message>
        <source>Show the result large beside the query</source>
        <translation>Das Ergebnis groß neben dem Suchbild zeigen</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>Query picture: {}</source>
        <translation>Suchbild: {}</translation>
    </message>
    <message>
        <source>The picture is not on this computer: this is its shared thumbnail.</source>
        <translation>Das Bild ist nicht auf diesem Computer: Dies ist sein geteiltes Vorschaubild.</translation>
    </message>
    <message>
        <source>{} × {} pixels</source>
        <translation>{} × {} Pixel</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report a problem</source>
        <translation>Ein Problem melden</translation>
    </message>
    <message>
        <source>I dropped a picture on the window, and then…</source>
        <translation>Ich habe ein Bild auf das Fenster gezogen, und dann…</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Der Bericht</translation>
    </message>
    <message>
        <source>The report is being written…</source>
        <translation>Der Bericht wird geschrieben…</translation>
    </message>
    <message>
        <source>The report is in the clipboard. Paste it where you ask for help.</source>
        <translation>Der Bericht ist in der Zwischenablage. Fügen Sie ihn dort ein, wo Sie um Hilfe bitten.</translation>
    </message>
    <message>
        <source>Saved as {}.</source>
        <translation>Gespeichert als {}.</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Text ({})</source>
        <translation>Text ({})</translation>
    </message>
    <message>
        <source>What did you &amp;do, and what happened?</source>
        <translation>Was haben Sie &amp;getan, und was ist geschehen?</translation>
    </message>
    <message>
        <source>This report helps whoever looks into a problem: versions, settings, numbers, and the last lines of the log. Nothing is sent anywhere. Read it, then copy it or save it, and give it to whom you ask for help.</source>
        <translation>Dieser Bericht hilft dem, der einem Problem nachgeht: Versionen, Einstellungen, Zahlen und die letzten Zeilen des Protokolls. Nichts wird irgendwohin gesendet. Lesen Sie ihn, kopieren oder speichern Sie ihn dann, und geben Sie ihn denen, die Sie um Hilfe bitten.</translation>
    </message>
    <message>
        <source>Pictures, passwords and addresses are left out of it. Pictures are called picture-1.jpg and so on, galleries GALLERY-1, and your folders “…”. Should you still find something that is nobody&apos;s business, save the report and take that out.</source>
        <translation>Bilder, Passwörter und Adressen sind darin weggelassen. Bilder heißen picture-1.jpg und so weiter, Galerien GALLERY-1 und Ihre Ordner „…“. Sollten Sie doch etwas finden, das niemanden etwas angeht, speichern Sie den Bericht und nehmen Sie es heraus.</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Save as text…</source>
        <translation>Als Text &amp;speichern…</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>ResultActions</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>&amp;Open	Return</source>
        <translation>Ö&amp;ffnen	Eingabe</translation>
    </message>
    <message>
        <source>Find &amp;similar</source>
        <translation>Ähnliche &amp;suchen</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>&amp;Copy files</source>
        <translation>&amp;Dateien kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;paths</source>
        <translation>&amp;Pfade kopieren</translation>
    </message>
    <message>
        <source>Copy as p&amp;icture</source>
        <translation>Als &amp;Bild kopieren</translation>
    </message>
    <message>
        <source>Copy to a fol&amp;der…</source>
        <translation>In einen Ordner &amp;kopieren…</translation>
    </message>
    <message>
        <source>&amp;Hard-link to a folder…</source>
        <translation>&amp;Hardlinks in einem Ordner…</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alle auswählen</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>geöffnet</translation>
    </message>
    <message>
        <source>Open {}?</source>
        <translation>{} öffnen?</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>gezeigt</translation>
    </message>
    <message>
        <source>At most {} folders can be shown at once. Select fewer pictures.</source>
        <translation>Höchstens {} Ordner können auf einmal gezeigt werden. Wählen Sie weniger Bilder aus.</translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln folders?</source>
        <translation>
            <numerusform>%Ln Ordner zeigen?</numerusform>
            <numerusform>%Ln Ordner zeigen?</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>kopiert</translation>
    </message>
    <message numerus="yes">
        <source>%Ln paths copied</source>
        <translation>
            <numerusform>%Ln Pfad kopiert</numerusform>
            <numerusform>%Ln Pfade kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>The system has no program to open {} with.</source>
        <translation>Das System hat kein Programm, um {} zu öffnen.</translation>
    </message>
    <message>
        <source>{} is not on this computer, or its drive is not plugged in.</source>
        <translation>{} ist nicht auf diesem Computer, oder das Laufwerk ist nicht angeschlossen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files copied</source>
        <translation>
            <numerusform>%Ln Datei kopiert</numerusform>
            <numerusform>%Ln Dateien kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>{} cannot be shown, so it cannot be copied as a picture.</source>
        <translation>{} ist nicht darstellbar und kann deshalb nicht als Bild kopiert werden.</translation>
    </message>
    <message>
        <source>Picture copied, {} × {} pixels</source>
        <translation>Bild kopiert, {} × {} Pixel</translation>
    </message>
    <message>
        <source>At most {} can be {} at once. Select fewer.</source>
        <translation>Höchstens {} können auf einmal {} werden. Wählen Sie weniger aus.</translation>
    </message>
    <message>
        <source>Many windows</source>
        <translation>Viele Fenster</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln ausgewählt</numerusform>
            <numerusform>%Ln ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of these %Ln pictures is on this computer, or their drive is not plugged in.</source>
        <translation>
            <numerusform>Dieses %Ln Bild ist nicht auf diesem Computer, oder das Laufwerk ist nicht angeschlossen.</numerusform>
            <numerusform>Keines dieser %Ln Bilder ist auf diesem Computer, oder ihr Laufwerk ist nicht angeschlossen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of these {} pictures are not on this computer, or on a drive that is not plugged in.</source>
        <translation>
            <numerusform>%Ln dieser {} Bilder ist nicht auf diesem Computer oder auf einem Laufwerk, das nicht angeschlossen ist.</numerusform>
            <numerusform>%Ln dieser {} Bilder sind nicht auf diesem Computer oder auf einem Laufwerk, das nicht angeschlossen ist.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>The picture is not on this computer: this is its shared thumbnail.</source>
        <translation>Das Bild ist nicht auf diesem Computer: Dies ist sein geteiltes Vorschaubild.</translation>
    </message>
    <message>
        <source>{} × {} pixels, {}</source>
        <translation>{} × {} Pixel, {}</translation>
    </message>
    <message>
        <source>{}, which is outlined</source>
        <translation>{}, der umrandet ist</translation>
    </message>
    <message>
        <source>score {}</source>
        <translation>Wert {}</translation>
    </message>
    <message>
        <source>rank {}</source>
        <translation>Rang {}</translation>
    </message>
    <message>
        <source>not on this computer</source>
        <translation>nicht auf diesem Computer</translation>
    </message>
    <message>
        <source>nearly the same as {}</source>
        <translation>fast gleich wie {}</translation>
    </message>
    <message>
        <source>found by its upper part</source>
        <translation>gefunden durch seinen oberen Teil</translation>
    </message>
    <message>
        <source>found by its lower part</source>
        <translation>gefunden durch seinen unteren Teil</translation>
    </message>
    <message>
        <source>Found by its upper part</source>
        <translation>Gefunden durch seinen oberen Teil</translation>
    </message>
    <message>
        <source>Found by its lower part</source>
        <translation>Gefunden durch seinen unteren Teil</translation>
    </message>
</context>
<context>
    <name>SavedActions</name>
    <message>
        <source>&amp;Save this search…</source>
        <translation>Diese Suche &amp;speichern…</translation>
    </message>
    <message>
        <source>Sa&amp;ved searches</source>
        <translation>&amp;Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>Diese Suche speichern</translation>
    </message>
    <message>
        <source>Name of this search (one of the same name is replaced):</source>
        <translation>Name dieser Suche (eine gleichen Namens wird ersetzt):</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Saved as “{}”. Query &gt; Saved searches has it.</source>
        <translation>Gespeichert als „{}“. Zu finden unter Suche &gt; Gespeicherte Suchen.</translation>
    </message>
    <message>
        <source>&amp;All, to rename or delete…</source>
        <translation>&amp;Alle, zum Umbenennen oder Löschen…</translation>
    </message>
</context>
<context>
    <name>SavedDialog</name>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>No search is saved. Query &gt; Save this search… saves the present one.</source>
        <translation>Keine Suche ist gespeichert. Suche &gt; Diese Suche speichern… speichert die gegenwärtige.</translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message numerus="yes">
        <source>{} of %Ln pictures</source>
        <translation>
            <numerusform>{} von %Ln Bild</numerusform>
            <numerusform>{} von %Ln Bildern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>{} of the copy on this computer</source>
        <translation>{} der Kopie auf diesem Computer</translation>
    </message>
    <message>
        <source>Searched {} in {} s</source>
        <translation>{} durchsucht in {} s</translation>
    </message>
    <message>
        <source>Not ready to search yet</source>
        <translation>Noch nicht bereit zum Suchen</translation>
    </message>
    <message>
        <source>Waiting for MongoDB to build the search index…</source>
        <translation>Wartet, bis MongoDB den Suchindex aufgebaut hat…</translation>
    </message>
</context>
<context>
    <name>SharingActions</name>
    <message>
        <source>Keep a &amp;copy on this computer</source>
        <translation>Eine &amp;Kopie auf diesem Computer behalten</translation>
    </message>
    <message>
        <source>It is searched when there is no connection.</source>
        <translation>Sie wird durchsucht, wenn keine Verbindung besteht.</translation>
    </message>
    <message>
        <source>Share small &amp;thumbnails…</source>
        <translation>Kleine &amp;Vorschaubilder teilen…</translation>
    </message>
    <message>
        <source>Con&amp;vert…</source>
        <translation>&amp;Umwandeln…</translation>
    </message>
    <message>
        <source>Keep on this computer &amp;only…</source>
        <translation>&amp;Nur auf diesem Computer behalten…</translation>
    </message>
    <message>
        <source>Choose the folder of the shared gallery on this computer</source>
        <translation>Den Ordner der geteilten Galerie auf diesem Computer wählen</translation>
    </message>
    <message numerus="yes">
        <source>The index is in MongoDB: %Ln pictures were copied and {} were there; {} were compared.</source>
        <translation>
            <numerusform>Der Index ist in MongoDB: %Ln Bild wurde kopiert und {} waren da; {} wurden verglichen.</numerusform>
            <numerusform>Der Index ist in MongoDB: %Ln Bilder wurden kopiert und {} waren da; {} wurden verglichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The gallery is converted: %Ln pictures are in it, and {} of them were compared. The original collection is as it was.</source>
        <translation>
            <numerusform>Die Galerie ist umgewandelt: %Ln Bild ist darin, und {} davon wurden verglichen. Die ursprüngliche Sammlung ist, wie sie war.</numerusform>
            <numerusform>Die Galerie ist umgewandelt: %Ln Bilder sind darin, und {} davon wurden verglichen. Die ursprüngliche Sammlung ist, wie sie war.</numerusform>
        </translation>
    </message>
    <message>
        <source>This collection of the original scripts is searched as it is, and not changed. Converted, it can be updated with new pictures.</source>
        <translation>Diese Sammlung der ursprünglichen Skripte wird durchsucht, wie sie ist, und nicht geändert. Umgewandelt, kann sie um neue Bilder ergänzt werden.</translation>
    </message>
    <message>
        <source>Convert…</source>
        <translation>Umwandeln…</translation>
    </message>
    <message numerus="yes">
        <source>Small thumbnails of %Ln pictures are shared in the database.</source>
        <translation>
            <numerusform>Ein kleines Vorschaubild von %Ln Bild wird in der Datenbank geteilt.</numerusform>
            <numerusform>Kleine Vorschaubilder von %Ln Bildern werden in der Datenbank geteilt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be made: those pictures are not here, or have changed since.</source>
        <translation>
            <numerusform>%Ln war nicht zu erzeugen: Das Bild ist nicht hier oder hat sich seitdem geändert.</numerusform>
            <numerusform>%Ln waren nicht zu erzeugen: Diese Bilder sind nicht hier oder haben sich seitdem geändert.</numerusform>
        </translation>
    </message>
    <message>
        <source>MongoDB cannot be reached, so the copy on this computer{} is searched. {}</source>
        <translation>MongoDB ist nicht zu erreichen; deshalb wird die Kopie auf diesem Computer{} durchsucht. {}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
</context>
<context>
    <name>LeaveQuestion</name>
    <message>
        <source>Keep on this computer only</source>
        <translation>Nur auf diesem Computer behalten</translation>
    </message>
    <message>
        <source>Bring the index of “{}” from MongoDB to this computer first?</source>
        <translation>Den Index von „{}“ zuerst aus MongoDB auf diesen Computer holen?</translation>
    </message>
    <message>
        <source>Nothing is computed again. The gallery in MongoDB stays as it is for those who share it; without the copy, this computer&apos;s own index is used, if it has one.</source>
        <translation>Nichts wird neu berechnet. Die Galerie in MongoDB bleibt für die, die sie teilen, wie sie ist; ohne die Kopie wird der eigene Index dieses Computers verwendet, wenn er einen hat.</translation>
    </message>
    <message>
        <source>&amp;Copy it here</source>
        <translation>&amp;Hierher kopieren</translation>
    </message>
    <message>
        <source>&amp;Without copying</source>
        <translation>&amp;Ohne Kopie</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
    <message>
        <source>User&apos;s guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Type what you want to do, or a key.</source>
        <translation>Schreiben Sie, was Sie tun wollen, oder eine Taste.</translation>
    </message>
    <message>
        <source>Search the shortcuts</source>
        <translation>Tastenkürzel durchsuchen</translation>
    </message>
    <message>
        <source>No key is like that. Type less, or something else.</source>
        <translation>Keine Taste ist so. Schreiben Sie weniger, oder etwas anderes.</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>No gallery yet</source>
        <translation>Noch keine Galerie</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures {}</source>
        <translation>
            <numerusform>%Ln Bild {}</numerusform>
            <numerusform>%Ln Bilder {}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Steering</name>
    <message>
        <source>More like this (+)</source>
        <translation>Mehr davon (+)</translation>
    </message>
    <message>
        <source>Less like this (−)</source>
        <translation>Weniger davon (−)</translation>
    </message>
</context>
<context>
    <name>TermActions</name>
    <message>
        <source>&amp;More like this	+</source>
        <translation>&amp;Mehr davon	+</translation>
    </message>
    <message>
        <source>&amp;Less like this	−</source>
        <translation>&amp;Weniger davon	−</translation>
    </message>
    <message>
        <source>&amp;Add words…</source>
        <translation>Wörter hinz&amp;ufügen…</translation>
    </message>
    <message>
        <source>A&amp;dd pictures…</source>
        <translation>&amp;Bilder hinzufügen…</translation>
    </message>
</context>
<context>
    <name>ThumbnailSize</name>
    <message>
        <source>&amp;Larger thumbnails</source>
        <translation>&amp;Größere Vorschaubilder</translation>
    </message>
    <message>
        <source>&amp;Smaller thumbnails</source>
        <translation>&amp;Kleinere Vorschaubilder</translation>
    </message>
    <message>
        <source>{} pixels</source>
        <translation>{} Pixel</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
        <source>Size of the thumbnails (Ctrl and the wheel over the results)</source>
        <translation>Größe der Vorschaubilder (Strg und Mausrad über den Ergebnissen)</translation>
    </message>
</context>
<context>
    <name>Thumbnails</name>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Cannot be shown</source>
        <translation>Nicht darstellbar</translation>
    </message>
</context>
<context>
    <name>TrailActions</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>Wieder&amp;herstellen</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>Go back to the picture that was looked for before</source>
        <translation>Zurück zu dem Bild, das vorher gesucht wurde</translation>
    </message>
    <message>
        <source>Go forward to the picture that was looked for after this one</source>
        <translation>Vorwärts zu dem Bild, das nach diesem gesucht wurde</translation>
    </message>
</context>
<context>
    <name>VerifiedView</name>
    <message numerus="yes">
        <source>… and %Ln more pictures.</source>
        <translation>
            <numerusform>… und %Ln weiteres Bild.</numerusform>
            <numerusform>… und %Ln weitere Bilder.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pictures that are wrong in the index</source>
        <translation>Bilder, die im Index falsch sind</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>VerifyDialog</name>
    <message>
        <source>Check the index of “{}”</source>
        <translation>Index von „{}“ prüfen</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Beginnt…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Repairing</source>
        <translation>Wird repariert</translation>
    </message>
    <message numerus="yes">
        <source>{}: {} of %Ln pictures</source>
        <translation>
            <numerusform>{}: {} von %Ln Bild</numerusform>
            <numerusform>{}: {} von %Ln Bildern</numerusform>
        </translation>
    </message>
    <message>
        <source>about {} left</source>
        <translation>noch etwa {}</translation>
    </message>
    <message>
        <source>Repair takes out what is wrong, and indexes it again as an update does. A damaged file is kept under another name, and the whole gallery is indexed anew. No picture is touched.</source>
        <translation>Reparieren nimmt heraus, was falsch ist, und indiziert es neu, wie es eine Aktualisierung tut. Eine beschädigte Datei bleibt unter anderem Namen erhalten, und die ganze Galerie wird neu indiziert. Kein Bild wird berührt.</translation>
    </message>
    <message>
        <source>The repair was stopped. What was done is kept; check again to go on.</source>
        <translation>Die Reparatur wurde angehalten. Was getan wurde, bleibt erhalten; prüfen Sie noch einmal, um fortzufahren.</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>Die Prüfung wurde angehalten.</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>Noch einmal &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>Fortschritt der Prüfung</translation>
    </message>
    <message>
        <source>The more pictures, the longer it takes, and the less can be wrong unseen</source>
        <translation>Je mehr Bilder, desto länger dauert es, und desto weniger kann unbemerkt falsch sein</translation>
    </message>
    <message>
        <source>&amp;Pictures to embed again</source>
        <translation>Neu zu berechnende &amp;Bilder</translation>
    </message>
    <message>
        <source>Everything in the index of “{}” is looked at, and some of its pictures are embedded again and searched for. You can go on searching; nothing is changed.</source>
        <translation>Alles im Index von „{}“ wird angesehen, und einige seiner Bilder werden noch einmal berechnet und gesucht. Sie können weiter suchen; nichts wird verändert.</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>&amp;Reparieren</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>WatchView</name>
    <message>
        <source>Watching for changes</source>
        <translation>Änderungen werden beobachtet</translation>
    </message>
    <message>
        <source>Looking for changes every few minutes</source>
        <translation>Alle paar Minuten wird nach Änderungen gesehen</translation>
    </message>
    <message>
        <source>Not watching while the folder is not there</source>
        <translation>Nicht beobachtet, solange der Ordner nicht da ist</translation>
    </message>
    <message>
        <source>The system cannot watch so many folders, so this one is looked through every few minutes instead. On Linux, fs.inotify.max_user_watches says how many it may watch.</source>
        <translation>Das System kann nicht so viele Ordner überwachen; deshalb wird dieser stattdessen alle paar Minuten durchgesehen. Unter Linux sagt fs.inotify.max_user_watches, wie viele es überwachen darf.</translation>
    </message>
    <message>
        <source>The system does not tell what changes in this folder, so it is looked through every few minutes instead.</source>
        <translation>Das System meldet nicht, was sich in diesem Ordner ändert; deshalb wird er stattdessen alle paar Minuten durchgesehen.</translation>
    </message>
    <message>
        <source>The folder {} is not there any more. What was indexed is kept, and it is watched again when it is back.</source>
        <translation>Der Ordner {} ist nicht mehr da. Was indiziert wurde, bleibt erhalten, und er wird wieder überwacht, wenn er zurück ist.</translation>
    </message>
    <message>
        <source>{} could not be read. {}</source>
        <translation>{} war nicht zu lesen. {}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new pictures could not be read.</source>
        <translation>
            <numerusform>%Ln neues Bild war nicht zu lesen.</numerusform>
            <numerusform>%Ln neue Bilder waren nicht zu lesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show which</source>
        <translation>Zeigen, welche</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>Cut</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>cut {}</source>
        <translation>Schnitt {}</translation>
    </message>
    <message>
        <source>pattern {}</source>
        <translation>Muster {}</translation>
    </message>
    <message>
        <source>colour {}</source>
        <translation>Farbe {}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The next indexing goes at this speed.</source>
        <translation>Das nächste Indizieren läuft in diesem Tempo.</translation>
    </message>
    <message>
        <source>{} is not there any more. Update the gallery to forget it.</source>
        <translation>{} ist nicht mehr da. Aktualisieren Sie die Galerie, um es zu vergessen.</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>The system has no program to open {} with.</source>
        <translation>Das System hat kein Programm, um {} zu öffnen.</translation>
    </message>
    <message>
        <source>Border between query and results</source>
        <translation>Grenze zwischen Suche und Ergebnissen</translation>
    </message>
</context>
<context>
    <name>WordBox</name>
    <message>
        <source>Words, such as red floral dress</source>
        <translation>Wörter, etwa red floral dress</translation>
    </message>
    <message>
        <source>Search by words</source>
        <translation>Mit Wörtern suchen</translation>
    </message>
    <message>
        <source>Write what you look for in English, then press Enter (Ctrl+L)</source>
        <translation>Schreiben Sie auf Englisch, was Sie suchen, und drücken Sie die Eingabetaste (Strg+L)</translation>
    </message>
</context>
<context>
    <name>WorkPanel</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>Stop here. What is done is kept.</source>
        <translation>Hier anhalten. Was fertig ist, bleibt erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>looking for pictures, %Ln found</source>
        <translation>
            <numerusform>Bilder werden gesucht, %Ln gefunden</numerusform>
            <numerusform>Bilder werden gesucht, %Ln gefunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} of %Ln pictures</source>
        <translation>
            <numerusform>{} von %Ln Bild</numerusform>
            <numerusform>{} von %Ln Bildern</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Go &amp;on</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Waiting for another computer…</source>
        <translation>Wartet auf einen anderen Computer…</translation>
    </message>
    <message>
        <source>Waiting for another program…</source>
        <translation>Wartet auf ein anderes Programm…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Beginnt…</translation>
    </message>
    <message>
        <source>{} pictures a second, {} left</source>
        <translation>{} Bilder pro Sekunde, noch {}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be read</source>
        <translation>
            <numerusform>%Ln war nicht zu lesen</numerusform>
            <numerusform>%Ln waren nicht zu lesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <translation>
            <numerusform>%Ln übersprungen</numerusform>
            <numerusform>%Ln übersprungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Time</name>
    <message>
        <source>{} s</source>
        <translation>{} s</translation>
    </message>
    <message>
        <source>{} min</source>
        <translation>{} min</translation>
    </message>
    <message>
        <source>{} h {} min</source>
        <translation>{} h {} min</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>This is not the address of a MongoDB server. In Atlas, copy it under Connect &gt; Drivers; it begins with mongodb+srv://.</source>
        <translation>Das ist nicht die Adresse eines MongoDB-Servers. Kopieren Sie sie in Atlas unter Connect &gt; Drivers; sie beginnt mit mongodb+srv://.</translation>
    </message>
    <message>
        <source>Put your password into the address, in place of &lt;{0}&gt;.</source>
        <translation>Setzen Sie Ihr Passwort anstelle von &lt;{0}&gt; in die Adresse ein.</translation>
    </message>
    <message>
        <source>The address of the MongoDB server cannot be understood. Where the user name or the password has a character like @ : / ? # or %, write it as %40 %3A %2F %3F %23 or %25.</source>
        <translation>Die Adresse des MongoDB-Servers ist nicht zu verstehen. Enthält der Benutzername oder das Passwort ein Zeichen wie @ : / ? # oder %, schreiben Sie es als %40 %3A %2F %3F %23 oder %25.</translation>
    </message>
    <message>
        <source>A database cannot have this name. Use up to 38 letters, digits, - and _.</source>
        <translation>So kann eine Datenbank nicht heißen. Verwenden Sie bis zu 38 Buchstaben, Ziffern, - und _.</translation>
    </message>
    <message>
        <source>A gallery&apos;s name has up to 120 characters and no slash. Choose another name.</source>
        <translation>Der Name einer Galerie hat bis zu 120 Zeichen und keinen Schrägstrich. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>A collection cannot have this name. In Atlas, look under Browse Collections for the one that the original scripts filled; it has no $ and no slash in its name.</source>
        <translation>So kann eine Sammlung nicht heißen. Suchen Sie in Atlas unter Browse Collections die, die von den ursprünglichen Skripten gefüllt wurde; ihr Name enthält kein $ und keinen Schrägstrich.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Permission</source>
        <translation>Berechtigung</translation>
    </message>
    <message>
        <source>Vector search</source>
        <translation>Vektorsuche</translation>
    </message>
    <message>
        <source>The connection is not encrypted: others in the network can read the password and the pictures&apos; names. Keep to this computer, or add tls=true to the address.</source>
        <translation>Die Verbindung ist nicht verschlüsselt: Andere im Netz können das Passwort und die Namen der Bilder lesen. Bleiben Sie auf diesem Computer, oder ergänzen Sie tls=true in der Adresse.</translation>
    </message>
    <message>
        <source>The server answers, and the connection is encrypted (TLS).</source>
        <translation>Der Server antwortet, und die Verbindung ist verschlüsselt (TLS).</translation>
    </message>
    <message>
        <source>The server accepts the user name and password.</source>
        <translation>Der Server nimmt Benutzername und Passwort an.</translation>
    </message>
    <message>
        <source>The address has no user name, and the server asks for none.</source>
        <translation>Die Adresse hat keinen Benutzernamen, und der Server verlangt keinen.</translation>
    </message>
    <message>
        <source>This user may search and index.</source>
        <translation>Dieser Benutzer darf suchen und indizieren.</translation>
    </message>
    <message>
        <source>The search index is made when the gallery is indexed.</source>
        <translation>Der Suchindex wird angelegt, wenn die Galerie indiziert wird.</translation>
    </message>
    <message>
        <source>The search index is ready.</source>
        <translation>Der Suchindex ist bereit.</translation>
    </message>
    <message>
        <source>The MongoDB server&apos;s name cannot be found. Check the address, and that this computer is connected to the internet.</source>
        <translation>Der Name des MongoDB-Servers ist nicht zu finden. Prüfen Sie die Adresse und ob dieser Computer mit dem Internet verbunden ist.</translation>
    </message>
    <message>
        <source>The MongoDB server&apos;s certificate cannot be verified. Check this computer&apos;s date; where a company inspects connections, name its certificate in the address with tlsCAFile=.</source>
        <translation>Das Zertifikat des MongoDB-Servers lässt sich nicht prüfen. Prüfen Sie das Datum dieses Computers; wo eine Firma Verbindungen überwacht, geben Sie ihr Zertifikat mit tlsCAFile= in der Adresse an.</translation>
    </message>
    <message>
        <source>The certificate file that the address of the MongoDB server names cannot be read. Check that it is there, then try again.</source>
        <translation>Die Zertifikatsdatei, die die Adresse des MongoDB-Servers nennt, ist nicht zu lesen. Prüfen Sie, ob sie da ist, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The MongoDB server ends the connection at once. In Atlas, check that this computer&apos;s IP address is on the access list (Network Access) and that the cluster is not paused.</source>
        <translation>Der MongoDB-Server bricht die Verbindung sofort ab. Prüfen Sie in Atlas, ob die IP-Adresse dieses Computers in der Zugriffsliste steht (Network Access) und ob der Cluster nicht angehalten ist.</translation>
    </message>
    <message>
        <source>No secure connection to the MongoDB server can be made. Check whether the address needs tls=true, and that nothing between here and the server changes the connection.</source>
        <translation>Zum MongoDB-Server kommt keine sichere Verbindung zustande. Prüfen Sie, ob die Adresse tls=true braucht und ob nichts auf dem Weg zum Server die Verbindung verändert.</translation>
    </message>
    <message>
        <source>The MongoDB server does not answer. Check that it is running, and that the address and its port are right.</source>
        <translation>Der MongoDB-Server antwortet nicht. Prüfen Sie, ob er läuft und ob die Adresse und ihr Port stimmen.</translation>
    </message>
    <message>
        <source>The MongoDB server did not answer in time. Check the connection to the internet; in Atlas, check the access list and that the cluster is not paused. What was stored is kept.</source>
        <translation>Der MongoDB-Server hat nicht rechtzeitig geantwortet. Prüfen Sie die Verbindung zum Internet und in Atlas die Zugriffsliste, und ob der Cluster nicht angehalten ist. Was gespeichert wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The connection to the MongoDB server was cut. Try again; what was stored is kept.</source>
        <translation>Die Verbindung zum MongoDB-Server ist abgebrochen. Versuchen Sie es noch einmal; was gespeichert wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The MongoDB cluster is choosing a new main server. Try again in a minute; what was stored is kept.</source>
        <translation>Der MongoDB-Cluster wählt gerade einen neuen Hauptserver. Versuchen Sie es in einer Minute noch einmal; was gespeichert wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The MongoDB server slows this computer down, because it has too much to do. Wait a minute, then try again; what was stored is kept. A larger cluster does more at once.</source>
        <translation>Der MongoDB-Server bremst diesen Computer, weil er zu viel zu tun hat. Warten Sie eine Minute, und versuchen Sie es noch einmal; was gespeichert wurde, bleibt erhalten. Ein größerer Cluster schafft mehr auf einmal.</translation>
    </message>
    <message>
        <source>The MongoDB server does not accept this user name and password. Check both; in Atlas they are those of a database user (Database Access), not of your account.</source>
        <translation>Der MongoDB-Server nimmt diesen Benutzernamen und dieses Passwort nicht an. Prüfen Sie beide; in Atlas sind es die eines Datenbankbenutzers (Database Access), nicht die Ihres Kontos.</translation>
    </message>
    <message>
        <source>This MongoDB user may not read this database. In Atlas, give the user the role readWrite on it (Database Access).</source>
        <translation>Dieser MongoDB-Benutzer darf diese Datenbank nicht lesen. Geben Sie ihm in Atlas die Rolle readWrite dafür (Database Access).</translation>
    </message>
    <message>
        <source>This MongoDB user may search this gallery but not change it. To index, use a user with the role readWrite (in Atlas: Database Access).</source>
        <translation>Dieser MongoDB-Benutzer darf diese Galerie durchsuchen, aber nicht ändern. Verwenden Sie zum Indizieren einen Benutzer mit der Rolle readWrite (in Atlas: Database Access).</translation>
    </message>
    <message>
        <source>The MongoDB database is full. Choose a larger cluster or remove galleries, then index again; what was stored is kept.</source>
        <translation>Die MongoDB-Datenbank ist voll. Wählen Sie einen größeren Cluster oder entfernen Sie Galerien, und indizieren Sie dann noch einmal; was gespeichert wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>This cluster has as many search indexes as it may have (a free one: three). In Atlas, delete one that is not needed, wait a few minutes, then index again.</source>
        <translation>Dieser Cluster hat so viele Suchindizes, wie er haben darf (ein kostenloser: drei). Löschen Sie in Atlas einen, der nicht gebraucht wird, warten Sie einige Minuten, und indizieren Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>This MongoDB server has no vector search. Use MongoDB Atlas, or MongoDB&apos;s Docker image mongodb-atlas-local.</source>
        <translation>Dieser MongoDB-Server hat keine Vektorsuche. Verwenden Sie MongoDB Atlas oder das Docker-Image mongodb-atlas-local von MongoDB.</translation>
    </message>
    <message>
        <source>The search service of the MongoDB server does not answer. Try again in a few minutes; what was stored is kept.</source>
        <translation>Der Suchdienst des MongoDB-Servers antwortet nicht. Versuchen Sie es in einigen Minuten noch einmal; was gespeichert wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The search index is still being built. Pictures are found when it is ready, mostly within a few minutes.</source>
        <translation>Der Suchindex wird noch aufgebaut. Bilder werden gefunden, sobald er bereit ist, meist in wenigen Minuten.</translation>
    </message>
    <message>
        <source>This gallery has no search index in MongoDB. Index the gallery again to have it made.</source>
        <translation>Diese Galerie hat in MongoDB keinen Suchindex. Indizieren Sie sie noch einmal, damit er angelegt wird.</translation>
    </message>
    <message>
        <source>MongoDB could not build the search index. In Atlas, look under Search for the reason and delete the index, then index the gallery again.</source>
        <translation>MongoDB konnte den Suchindex nicht aufbauen. Sehen Sie in Atlas unter Search nach dem Grund, löschen Sie den Index, und indizieren Sie die Galerie dann noch einmal.</translation>
    </message>
    <message>
        <source>The database has a search index of the same name that was made for something else. In Atlas, delete it under Search or choose another database, then index again.</source>
        <translation>Die Datenbank hat schon einen Suchindex dieses Namens, der für etwas anderes angelegt wurde. Löschen Sie ihn in Atlas unter Search oder wählen Sie eine andere Datenbank, und indizieren Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>The pictures are stored, but the search index has not taken them in yet. Search again in a few seconds.</source>
        <translation>Die Bilder sind gespeichert, aber der Suchindex hat sie noch nicht aufgenommen. Suchen Sie in einigen Sekunden noch einmal.</translation>
    </message>
    <message>
        <source>This gallery was indexed with another model. Update it, then search again.</source>
        <translation>Diese Galerie wurde mit einem anderen Modell indiziert. Aktualisieren Sie sie, und suchen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>The server accepts no search under this address&apos;s options. Remove them, then try again.</source>
        <translation>Mit den Optionen dieser Adresse nimmt der Server keine Suche an. Entfernen Sie sie, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This MongoDB server is too old. Clothesfinder needs version 7 or newer.</source>
        <translation>Dieser MongoDB-Server ist zu alt. Clothesfinder braucht Version 7 oder neuer.</translation>
    </message>
    <message>
        <source>The address of the MongoDB server, or an option in it, is not valid. In Atlas, copy it again under Connect &gt; Drivers.</source>
        <translation>Die Adresse des MongoDB-Servers oder eine Option darin ist ungültig. Kopieren Sie sie in Atlas noch einmal unter Connect &gt; Drivers.</translation>
    </message>
    <message>
        <source>The MongoDB server reports an error ({0}). Try again; in Atlas, look at the cluster&apos;s alerts.</source>
        <translation>Der MongoDB-Server meldet einen Fehler ({0}). Versuchen Sie es noch einmal; sehen Sie in Atlas nach den Warnungen des Clusters.</translation>
    </message>
    <message>
        <source>None of the {0} nearest pictures passes the filter, and more than that MongoDB does not tell of so large a gallery. Let more pictures pass, or keep to one folder.</source>
        <translation>Keines der {0} nächsten Bilder kommt durch den Filter, und mehr verrät MongoDB von einer so großen Galerie nicht. Lassen Sie mehr Bilder durch, oder bleiben Sie bei einem Ordner.</translation>
    </message>
    <message>
        <source>Another computer has begun to index this gallery with another model, or has forgotten it. Use the same version of Clothesfinder on both, then index again.</source>
        <translation>Ein anderer Computer hat begonnen, diese Galerie mit einem anderen Modell zu indizieren, oder hat sie vergessen. Verwenden Sie auf beiden dieselbe Version von Clothesfinder, und indizieren Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>“{0}” is not indexed in this MongoDB database yet. Index this folder first, or check under which name the gallery is shared.</source>
        <translation>„{0}“ ist in dieser MongoDB-Datenbank noch nicht indiziert. Indizieren Sie zuerst diesen Ordner, oder prüfen Sie, unter welchem Namen die Galerie geteilt wird.</translation>
    </message>
    <message>
        <source>This gallery was indexed by a newer Clothesfinder. Install the newest version to use it.</source>
        <translation>Diese Galerie wurde von einem neueren Clothesfinder indiziert. Installieren Sie die neueste Version, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>This gallery was made by the original scripts, and Clothesfinder does not change it. Convert it first: clothesfinder move copies it into a gallery that can be changed.</source>
        <translation>Diese Galerie stammt von den ursprünglichen Skripten, und Clothesfinder ändert sie nicht. Wandeln Sie sie zuerst um: clothesfinder move kopiert sie in eine Galerie, die geändert werden kann.</translation>
    </message>
    <message>
        <source>{0} holds no documents of the original scripts. In Atlas, look under Browse Collections for the database and the collection that they filled.</source>
        <translation>{0} enthält keine Dokumente der ursprünglichen Skripte. Suchen Sie in Atlas unter Browse Collections die Datenbank und die Sammlung, die sie gefüllt haben.</translation>
    </message>
    <message>
        <source>This collection has no search index of Clothesfinder&apos;s, and this MongoDB user may not make it. Search once with a user who has the role readWrite (in Atlas: Database Access).</source>
        <translation>Diese Sammlung hat keinen Suchindex von Clothesfinder, und dieser MongoDB-Benutzer darf keinen anlegen. Suchen Sie einmal mit einem Benutzer, der die Rolle readWrite hat (in Atlas: Database Access).</translation>
    </message>
    <message>
        <source>This cluster has as many search indexes as it may have (a free one: three), and one more is needed. In Atlas, delete one that is not needed, wait a few minutes, then search again.</source>
        <translation>Dieser Cluster hat so viele Suchindizes, wie er haben darf (ein kostenloser: drei), und einer mehr wird gebraucht. Löschen Sie in Atlas einen, der nicht gebraucht wird, warten Sie einige Minuten, und suchen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>MongoDB could not build the search index clothesfinder_original_512_v1. In Atlas, look under Search for the reason and delete that index, then search again.</source>
        <translation>MongoDB konnte den Suchindex clothesfinder_original_512_v1 nicht aufbauen. Sehen Sie in Atlas unter Search nach dem Grund, löschen Sie diesen Index, und suchen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>The collection has a search index clothesfinder_original_512_v1 that was made for something else. In Atlas, delete it under Search, wait a few minutes, then search again.</source>
        <translation>Die Sammlung hat einen Suchindex clothesfinder_original_512_v1, der für etwas anderes angelegt wurde. Löschen Sie ihn in Atlas unter Search, warten Sie einige Minuten, und suchen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>Document {0} of the original scripts names no picture.</source>
        <translation>Das Dokument {0} der ursprünglichen Skripte nennt kein Bild.</translation>
    </message>
    <message>
        <source>The original scripts stored no vector for it.</source>
        <translation>Die ursprünglichen Skripte haben dafür keinen Vektor gespeichert.</translation>
    </message>
    <message>
        <source>The vector that the original scripts stored has {0} numbers instead of 512.</source>
        <translation>Der Vektor, den die ursprünglichen Skripte gespeichert haben, hat {0} Zahlen statt 512.</translation>
    </message>
    <message>
        <source>The vector that the original scripts stored holds something that is no number.</source>
        <translation>Der Vektor, den die ursprünglichen Skripte gespeichert haben, enthält etwas, das keine Zahl ist.</translation>
    </message>
    <message>
        <source>The vector that the original scripts stored holds a number that is not finite.</source>
        <translation>Der Vektor, den die ursprünglichen Skripte gespeichert haben, enthält eine Zahl, die nicht endlich ist.</translation>
    </message>
    <message>
        <source>The vector that the original scripts stored is all zero.</source>
        <translation>Der Vektor, den die ursprünglichen Skripte gespeichert haben, besteht nur aus Nullen.</translation>
    </message>
    <message>
        <source>The document of the original scripts was deleted meanwhile.</source>
        <translation>Das Dokument der ursprünglichen Skripte wurde inzwischen gelöscht.</translation>
    </message>
    <message>
        <source>Another computer is just beginning to index this gallery anew. Try again in a few minutes.</source>
        <translation>Ein anderer Computer beginnt gerade, diese Galerie neu zu indizieren. Versuchen Sie es in einigen Minuten noch einmal.</translation>
    </message>
    <message>
        <source>“{0}” is not in this MongoDB database any more. Index it.</source>
        <translation>„{0}“ ist nicht mehr in dieser MongoDB-Datenbank. Indizieren Sie sie.</translation>
    </message>
    <message>
        <source>The built-in model is missing or damaged; install Clothesfinder again.</source>
        <translation>Das eingebaute Modell fehlt oder ist beschädigt; installieren Sie Clothesfinder noch einmal.</translation>
    </message>
    <message>
        <source>same item</source>
        <translation>dasselbe Stück</translation>
    </message>
    <message>
        <source>very close</source>
        <translation>sehr ähnlich</translation>
    </message>
    <message>
        <source>same style</source>
        <translation>gleicher Stil</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>wenig ähnlich</translation>
    </message>
    <message>
        <source>The vectors of “{0}” were made with the model file of the original scripts. Choose that file, checkpoint.pth. To use another model, forget this index or make one in another place.</source>
        <translation>Die Vektoren von „{0}“ wurden mit der Modelldatei der ursprünglichen Skripte berechnet. Wählen Sie diese Datei, checkpoint.pth. Um ein anderes Modell zu verwenden, vergessen Sie diesen Index, oder legen Sie anderswo einen an.</translation>
    </message>
    <message>
        <source>The vectors of “{0}” were made with another model file than this one. Choose the checkpoint.pth that made them. To use another model, forget this index or make one in another place.</source>
        <translation>Die Vektoren von „{0}“ wurden mit einer anderen Modelldatei als dieser berechnet. Wählen Sie die checkpoint.pth, die sie berechnet hat. Um ein anderes Modell zu verwenden, vergessen Sie diesen Index, oder legen Sie anderswo einen an.</translation>
    </message>
    <message>
        <source>The gallery of this name in the database holds other pictures than this folder. Give one of the two another name, in the address: clothesfinderGallery=NAME.</source>
        <translation>Die Galerie dieses Namens in der Datenbank enthält andere Bilder als dieser Ordner. Geben Sie einer der beiden einen anderen Namen, in der Adresse: clothesfinderGallery=NAME.</translation>
    </message>
    <message>
        <source>The folder {0} has no pictures any more. If they are on a drive, plug it in; if they are gone for good, forget this gallery. Its index is kept.</source>
        <translation>Der Ordner {0} enthält keine Bilder mehr. Liegen sie auf einem Laufwerk, schließen Sie es an; sind sie endgültig weg, vergessen Sie diese Galerie. Ihr Index bleibt erhalten.</translation>
    </message>
    <message>
        <source>There are no pictures in {0}. Choose a folder with JPEG, PNG, WebP, HEIC, AVIF, TIFF, GIF or BMP files.</source>
        <translation>In {0} sind keine Bilder. Wählen Sie einen Ordner mit Dateien der Art JPEG, PNG, WebP, HEIC, AVIF, TIFF, GIF oder BMP.</translation>
    </message>
    <message>
        <source>A small part of it</source>
        <translation>Ein kleiner Ausschnitt</translation>
    </message>
    <message>
        <source>Mirrored</source>
        <translation>Gespiegelt</translation>
    </message>
    <message>
        <source>In other light</source>
        <translation>In anderem Licht</translation>
    </message>
    <message>
        <source>Turned</source>
        <translation>Gedreht</translation>
    </message>
    <message>
        <source>Small and compressed</source>
        <translation>Klein und komprimiert</translation>
    </message>
    <message>
        <source>As part of a page</source>
        <translation>Als Teil einer Seite</translation>
    </message>
    <message>
        <source>Several of these at once</source>
        <translation>Mehreres davon zugleich</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>Geschrieben: {0}</translation>
    </message>
    <message>
        <source>Not on this computer</source>
        <translation>Nicht auf diesem Computer</translation>
    </message>
    <message>
        <source>Cannot be shown</source>
        <translation>Kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Nichts wurde gefunden.</translation>
    </message>
    <message>
        <source>It is no file.</source>
        <translation>Es ist keine Datei.</translation>
    </message>
    <message>
        <source>It is not there any more, or its drive is not plugged in.</source>
        <translation>Sie ist nicht mehr da, oder ihr Laufwerk ist nicht angeschlossen.</translation>
    </message>
    <message>
        <source>You have no right to read it.</source>
        <translation>Sie dürfen sie nicht lesen.</translation>
    </message>
    <message>
        <source>It was changed while it was copied. Try again when that is over.</source>
        <translation>Sie wurde während des Kopierens geändert. Versuchen Sie es noch einmal, wenn das vorbei ist.</translation>
    </message>
    <message>
        <source>It lies on another drive, and a hard link works within one drive only.</source>
        <translation>Sie liegt auf einem anderen Laufwerk, und ein Hardlink gilt nur innerhalb eines Laufwerks.</translation>
    </message>
    <message>
        <source>This drive has no hard links, or the file is not yours.</source>
        <translation>Dieses Laufwerk kennt keine Hardlinks, oder die Datei gehört Ihnen nicht.</translation>
    </message>
    <message>
        <source>It has as many hard links as its drive allows.</source>
        <translation>Sie hat so viele Hardlinks, wie ihr Laufwerk erlaubt.</translation>
    </message>
    <message>
        <source>Its drive reports an error.</source>
        <translation>Ihr Laufwerk meldet einen Fehler.</translation>
    </message>
    <message>
        <source>It is a link that leads back to itself.</source>
        <translation>Sie ist eine Verknüpfung, die auf sich selbst zurückführt.</translation>
    </message>
    <message>
        <source>The drive is full.</source>
        <translation>Das Laufwerk ist voll.</translation>
    </message>
    <message>
        <source>You may not use more of the drive than you do.</source>
        <translation>Sie dürfen nicht mehr von dem Laufwerk belegen als jetzt.</translation>
    </message>
    <message>
        <source>The drive, or its folder, is read-only.</source>
        <translation>Das Laufwerk oder sein Ordner ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>You have no right to write there.</source>
        <translation>Sie dürfen dort nicht schreiben.</translation>
    </message>
    <message>
        <source>The file is too large for this drive.</source>
        <translation>Die Datei ist zu groß für dieses Laufwerk.</translation>
    </message>
    <message>
        <source>This drive cannot have a file of so long a name.</source>
        <translation>Auf diesem Laufwerk kann keine Datei einen so langen Namen haben.</translation>
    </message>
    <message>
        <source>This drive cannot have a file of this name.</source>
        <translation>Auf diesem Laufwerk kann keine Datei so heißen.</translation>
    </message>
    <message>
        <source>The drive reports an error.</source>
        <translation>Das Laufwerk meldet einen Fehler.</translation>
    </message>
    <message>
        <source>The folder is not there any more.</source>
        <translation>Der Ordner ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The drive is not connected any more.</source>
        <translation>Das Laufwerk ist nicht mehr verbunden.</translation>
    </message>
    <message>
        <source>The network drive has lost the folder.</source>
        <translation>Das Netzlaufwerk hat den Ordner verloren.</translation>
    </message>
    <message>
        <source>It cannot be read: {0}.</source>
        <translation>Sie kann nicht gelesen werden: {0}.</translation>
    </message>
    <message>
        <source>It cannot be written: {0}.</source>
        <translation>Sie kann nicht geschrieben werden: {0}.</translation>
    </message>
    <message>
        <source>The folder “{0}” is not there. Choose another one.</source>
        <translation>Der Ordner „{0}“ ist nicht da. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Nothing can be put into “{0}”. {1} Choose another folder.</source>
        <translation>In „{0}“ kann nichts gelegt werden. {1} Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>That part of the picture has only {0} by {1} pixels. Choose a larger part.</source>
        <translation>Dieser Teil des Bildes hat nur {0} mal {1} Pixel. Wählen Sie einen größeren.</translation>
    </message>
    <message>
        <source>The model of this gallery does not tell cut, pattern and colour apart. Let them count as they are.</source>
        <translation>Das Modell dieser Galerie unterscheidet Schnitt, Muster und Farbe nicht. Lassen Sie sie zählen, wie sie sind.</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>So, wie es ist</translation>
    </message>
    <message>
        <source>Same cut, other colour</source>
        <translation>Gleicher Schnitt, andere Farbe</translation>
    </message>
    <message>
        <source>Same colour and pattern</source>
        <translation>Gleiche Farbe, gleiches Muster</translation>
    </message>
    <message>
        <source>Nothing counts. Let at least one of cut, pattern and colour count.</source>
        <translation>Nichts zählt. Lassen Sie wenigstens Schnitt, Muster oder Farbe zählen.</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Suchbild</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>{0} cannot be written: there is no such folder, or you may not write there.</source>
        <translation>{0} kann nicht geschrieben werden: Es gibt diesen Ordner nicht, oder Sie dürfen dort nicht schreiben.</translation>
    </message>
    <message>
        <source>{0} is no kind of file that can be written. Call it .html, .csv or .json.</source>
        <translation>{0} ist keine Art von Datei, die geschrieben werden kann. Nennen Sie sie .html, .csv oder .json.</translation>
    </message>
    <message>
        <source>{0} is called like a picture, and those are never written over. Call it otherwise.</source>
        <translation>{0} heißt wie ein Bild, und Bilder werden nie überschrieben. Nennen Sie die Datei anders.</translation>
    </message>
    <message>
        <source>Writing {0}</source>
        <translation>{0} wird geschrieben</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Other file</source>
        <translation>Andere Datei</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Indexed</source>
        <translation>Indiziert</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Umgezogen</translation>
    </message>
    <message>
        <source>By another computer</source>
        <translation>Von einem anderen Computer</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>Nicht hier</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>New or changed; indexed in the last run.</source>
        <translation>Neu oder geändert; im letzten Lauf indiziert.</translation>
    </message>
    <message>
        <source>It was {0} before; not read again.</source>
        <translation>Hieß vorher {0}; nicht noch einmal gelesen.</translation>
    </message>
    <message>
        <source>Indexed by another computer or program during the last run.</source>
        <translation>Während des letzten Laufs von einem anderen Computer oder Programm indiziert.</translation>
    </message>
    <message>
        <source>The same file as {0}. Both are in the index, and searches find both.</source>
        <translation>Dieselbe Datei wie {0}. Beide stehen im Index, und Suchen finden beide.</translation>
    </message>
    <message>
        <source>In the index, and not changed since it was read.</source>
        <translation>Im Index, und nicht geändert, seit es gelesen wurde.</translation>
    </message>
    <message>
        <source>Not in this folder now, and kept: another computer or a drive may have it.</source>
        <translation>Zurzeit nicht in diesem Ordner, aber behalten: Ein anderer Computer oder ein Laufwerk kann es haben.</translation>
    </message>
    <message>
        <source>It was gone from the folder in the last run, and is not in the index any more.</source>
        <translation>Im letzten Lauf nicht mehr im Ordner, und nicht mehr im Index.</translation>
    </message>
    <message>
        <source>portrait</source>
        <translation>Hochformat</translation>
    </message>
    <message>
        <source>landscape</source>
        <translation>Querformat</translation>
    </message>
    <message>
        <source>square</source>
        <translation>quadratisch</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Perhaps</source>
        <translation>Vielleicht</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>Nicht beurteilt</translation>
    </message>
    <message>
        <source>There is no folder {0}. Check its name, or plug in the drive it is on.</source>
        <translation>Es gibt keinen Ordner {0}. Prüfen Sie den Namen, oder schließen Sie das Laufwerk an, auf dem er liegt.</translation>
    </message>
    <message>
        <source>{0} is not a folder. Choose the folder that holds it.</source>
        <translation>{0} ist kein Ordner. Wählen Sie den Ordner, der es enthält.</translation>
    </message>
    <message>
        <source>You have no right to read the folder {0}.</source>
        <translation>Sie dürfen den Ordner {0} nicht lesen.</translation>
    </message>
    <message>
        <source>“{0}” has no indexed pictures yet. Index it first.</source>
        <translation>„{0}“ hat noch keine indizierten Bilder. Indizieren Sie sie zuerst.</translation>
    </message>
    <message>
        <source>The picture has {0} by {1} pixels, which is {2} megapixels; up to {3} are read. To have it read, index with --largest-picture {2} on the command line; or for good, set “largest_picture” to {2} in settings.json.</source>
        <translation>Das Bild hat {0} mal {1} Pixel, das sind {2} Megapixel; gelesen werden bis zu {3}. Damit es gelesen wird, indizieren Sie mit --largest-picture {2} auf der Befehlszeile; oder setzen Sie „largest_picture“ in settings.json dauerhaft auf {2}.</translation>
    </message>
    <message>
        <source>The file claims to have {0} by {1} pixels, which no picture has. It is damaged.</source>
        <translation>Die Datei will {0} mal {1} Pixel haben, was kein Bild hat. Sie ist beschädigt.</translation>
    </message>
    <message>
        <source>The picture needs more memory than there is.</source>
        <translation>Das Bild braucht mehr Speicher, als da ist.</translation>
    </message>
    <message>
        <source>The picture is damaged or cut short.</source>
        <translation>Das Bild ist beschädigt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>The file cannot be read:</source>
        <translation>Die Datei kann nicht gelesen werden:</translation>
    </message>
    <message>
        <source>The file is larger than {0} GB.</source>
        <translation>Die Datei ist größer als {0} GB.</translation>
    </message>
    <message>
        <source>The file cannot be read: {0}.</source>
        <translation>Die Datei kann nicht gelesen werden: {0}.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The picture&apos;s size cannot be read.</source>
        <translation>Die Größe des Bildes ist nicht zu lesen.</translation>
    </message>
    <message>
        <source>you have no right to read it</source>
        <translation>Sie dürfen sie nicht lesen</translation>
    </message>
    <message>
        <source>it is no longer there</source>
        <translation>Sie ist nicht mehr da</translation>
    </message>
    <message>
        <source>it is a link that leads back to itself</source>
        <translation>Sie ist eine Verknüpfung, die auf sich selbst zurückführt</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>Sie ist ein Ordner</translation>
    </message>
    <message>
        <source>the drive reports an error</source>
        <translation>Das Laufwerk meldet einen Fehler</translation>
    </message>
    <message>
        <source>the network drive has lost it</source>
        <translation>Das Netzlaufwerk hat sie verloren</translation>
    </message>
    <message>
        <source>the drive is not connected</source>
        <translation>Das Laufwerk ist nicht verbunden</translation>
    </message>
    <message>
        <source>the drive does not say why</source>
        <translation>Das Laufwerk nennt keinen Grund</translation>
    </message>
    <message>
        <source>The file of the index is damaged so badly that SQLite cannot read it.</source>
        <translation>Die Datei des Index ist so stark beschädigt, dass SQLite sie nicht lesen kann.</translation>
    </message>
    <message>
        <source>The file of the index is damaged: SQLite finds {0} wrong with it.</source>
        <translation>Die Datei des Index ist beschädigt: SQLite findet {0}.</translation>
    </message>
    <message>
        <source>The file of the index does not bear the mark of one.</source>
        <translation>Die Datei des Index ist nicht als solche gekennzeichnet.</translation>
    </message>
    <message>
        <source>The tables in the file of the index are not those of an index.</source>
        <translation>Die Tabellen in der Datei des Index sind nicht die eines Index.</translation>
    </message>
    <message>
        <source>The file of the index does not tell which model made its vectors.</source>
        <translation>Die Datei des Index sagt nicht, welches Modell ihre Vektoren berechnet hat.</translation>
    </message>
    <message>
        <source>The index cannot be read: {0}.</source>
        <translation>Der Index kann nicht gelesen werden: {0}.</translation>
    </message>
    <message>
        <source>{0} or more things</source>
        <translation>{0} oder mehr Fehler</translation>
    </message>
    <message>
        <source>{0} things</source>
        <translation>{0} Fehler</translation>
    </message>
    <message>
        <source>one thing</source>
        <translation>einen Fehler</translation>
    </message>
    <message>
        <source>The index cannot be kept in {0}: {1}. Check that you may write there.</source>
        <translation>Der Index kann nicht in {0} gespeichert werden: {1}. Prüfen Sie, ob Sie dort schreiben dürfen.</translation>
    </message>
    <message>
        <source>This index was made by a newer Clothesfinder. Install that version to use it.</source>
        <translation>Dieser Index stammt von einem neueren Clothesfinder. Installieren Sie diese Version, um ihn zu verwenden.</translation>
    </message>
    <message>
        <source>{0} is not an index of Clothesfinder. Move it elsewhere.</source>
        <translation>{0} ist kein Index von Clothesfinder. Verschieben Sie die Datei an einen anderen Ort.</translation>
    </message>
    <message>
        <source>The folder {0} is not there any more. If it is on a drive, plug it in and index again; what was indexed is kept.</source>
        <translation>Der Ordner {0} ist nicht mehr da. Liegt er auf einem Laufwerk, schließen Sie es an, und indizieren Sie noch einmal; was indiziert wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>BSD 3-Clause; trained on ImageNet, whose own terms are for research</source>
        <translation>BSD 3-Clause; mit ImageNet trainiert, dessen eigene Bedingungen Forschung vorsehen</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>Learned from clothes: their kind, look and colour. Fast, and needs no download.</source>
        <translation>Hat von Kleidung gelernt: Art, Aussehen und Farbe. Schnell, und ohne Download.</translation>
    </message>
    <message>
        <source>Apache 2.0</source>
        <translation>Apache 2.0</translation>
    </message>
    <message>
        <source>ConvNeXt Tiny</source>
        <translation>ConvNeXt Tiny</translation>
    </message>
    <message>
        <source>A general network, not trained on clothes. Takes about 4 times as long as the built-in one.</source>
        <translation>Ein allgemeines Netz, nicht mit Kleidung trainiert. Braucht etwa 4-mal so lange wie das eingebaute.</translation>
    </message>
    <message>
        <source>EfficientNetV2 S</source>
        <translation>EfficientNetV2 S</translation>
    </message>
    <message>
        <source>A general network that sees more detail (384 pixels), not trained on clothes. Takes about 8 times as long as the built-in one.</source>
        <translation>Ein allgemeines Netz, das mehr Einzelheiten sieht (384 Pixel), nicht mit Kleidung trainiert. Braucht etwa 8-mal so lange wie das eingebaute.</translation>
    </message>
    <message>
        <source>ConvNeXt Base</source>
        <translation>ConvNeXt Base</translation>
    </message>
    <message>
        <source>A large general network, not trained on clothes, best with a GPU. Takes about 12 times as long as the built-in one.</source>
        <translation>Ein großes allgemeines Netz, nicht mit Kleidung trainiert, am besten mit einer GPU. Braucht etwa 12-mal so lange wie das eingebaute.</translation>
    </message>
    <message>
        <source>Marqo FashionSigLIP</source>
        <translation>Marqo FashionSigLIP</translation>
    </message>
    <message>
        <source>Trained on a million fashion products; of the open ones the strongest for clothes, as its makers measured. Also finds by words, in English. Takes about 12 times as long as the built-in one.</source>
        <translation>Mit einer Million Modeartikeln trainiert; nach den Messungen seiner Hersteller das stärkste der freien Modelle für Kleidung. Findet auch mit Wörtern, auf Englisch. Braucht etwa 12-mal so lange wie das eingebaute.</translation>
    </message>
    <message>
        <source>Marqo FashionCLIP</source>
        <translation>Marqo FashionCLIP</translation>
    </message>
    <message>
        <source>Trained on a million fashion products; smaller than FashionSigLIP, and a little weaker as its makers measured. Also finds by words, in English. Takes about 10 times as long as the built-in one.</source>
        <translation>Mit einer Million Modeartikeln trainiert; kleiner als FashionSigLIP, und nach den Messungen seiner Hersteller etwas schwächer. Findet auch mit Wörtern, auf Englisch. Braucht etwa 10-mal so lange wie das eingebaute.</translation>
    </message>
    <message>
        <source>Clothesfinder has been in the {0} since it was installed.</source>
        <translation>Clothesfinder ist seit der Installation im {0}.</translation>
    </message>
    <message>
        <source>The launcher cannot be written: {0}.</source>
        <translation>Der Starter kann nicht geschrieben werden: {0}.</translation>
    </message>
    <message>
        <source>Clothesfinder is in the {0} now.</source>
        <translation>Clothesfinder ist jetzt im {0}.</translation>
    </message>
    <message>
        <source>The launcher cannot be deleted: {0}.</source>
        <translation>Der Starter kann nicht gelöscht werden: {0}.</translation>
    </message>
    <message>
        <source>Clothesfinder stays in the {0} until it is uninstalled.</source>
        <translation>Clothesfinder bleibt im {0}, bis es deinstalliert wird.</translation>
    </message>
    <message>
        <source>Clothesfinder is no longer in the {0}.</source>
        <translation>Clothesfinder ist nicht mehr im {0}.</translation>
    </message>
    <message>
        <source>On this system make a shortcut to Clothesfinder by hand.</source>
        <translation>Auf diesem System ist eine Verknüpfung zu Clothesfinder von Hand anzulegen.</translation>
    </message>
    <message>
        <source>applications menu</source>
        <translation>Anwendungsmenü</translation>
    </message>
    <message>
        <source>Applications folder</source>
        <translation>Ordner „Programme“</translation>
    </message>
    <message>
        <source>Start menu</source>
        <translation>Startmenü</translation>
    </message>
    <message>
        <source>Windows made no shortcut; the log tells more.</source>
        <translation>Windows hat keine Verknüpfung angelegt; mehr steht im Protokoll.</translation>
    </message>
    <message>
        <source>There is nothing in it: it stands for the NVIDIA packages that it requires, which have the texts.</source>
        <translation>Es ist nichts darin: Es steht für die Pakete von NVIDIA, die es verlangt; diese haben die Texte.</translation>
    </message>
    <message>
        <source>PySide6 and Qt are under the LGPL 3, and used as they come. You may use a changed version of them instead: no key is needed, and nothing checks for it. Installed with pip, pipx or uv, install another PySide6-Essentials of the same minor version beside Clothesfinder. In the packages with all parts in one folder, the libraries lie unaltered in _internal/PySide6 (Qt&apos;s in Qt/lib there); replace them by builds that are compatible. Their sources are published by the Qt project, with its releases of Qt and of Qt for Python, and on PyPI beside the wheels.</source>
        <translation>PySide6 und Qt stehen unter der LGPL 3 und werden unverändert benutzt. Sie dürfen stattdessen eine geänderte Fassung benutzen: Kein Schlüssel ist nötig, und nichts prüft es. Wurde mit pip, pipx oder uv installiert, installieren Sie ein anderes PySide6-Essentials derselben Nebenversion neben Clothesfinder. In den Paketen mit allen Teilen in einem Ordner liegen die Bibliotheken unverändert in _internal/PySide6 (die von Qt dort in Qt/lib); ersetzen Sie sie durch solche, die dazu passen. Ihre Quellen veröffentlicht das Qt-Projekt mit seinen Ausgaben von Qt und Qt for Python, und sie liegen bei PyPI neben den Paketen.</translation>
    </message>
    <message>
        <source>It belongs to PySide6, and may be replaced in the same way.</source>
        <translation>Es gehört zu PySide6 und darf auf dieselbe Weise ersetzt werden.</translation>
    </message>
    <message>
        <source>Its wheel is under the LGPL 3 because of libheif and libde265, which are used as they come. You may use changed versions of them instead: install another pi-heif beside Clothesfinder, or replace the two libraries, which lie unaltered in pi_heif.libs. Their sources are published by their makers; the text below says where.</source>
        <translation>Sein Paket steht wegen libheif und libde265 unter der LGPL 3; beide werden unverändert benutzt. Sie dürfen stattdessen geänderte Fassungen benutzen: Installieren Sie ein anderes pi-heif neben Clothesfinder, oder ersetzen Sie die beiden Bibliotheken, die unverändert in pi_heif.libs liegen. Ihre Quellen veröffentlichen ihre Urheber; der Text darunter sagt, wo.</translation>
    </message>
    <message>
        <source>It has OpenSSL (Apache-2.0) in it, and packages of Rust (MIT OR Apache-2.0, BSD-3-Clause).</source>
        <translation>Es enthält OpenSSL (Apache-2.0) und Pakete von Rust (MIT OR Apache-2.0, BSD-3-Clause).</translation>
    </message>
    <message>
        <source>It has libffi (MIT) in it.</source>
        <translation>Es enthält libffi (MIT).</translation>
    </message>
    <message>
        <source>Its wheel has libgomp (GPL-3.0-or-later WITH GCC-exception-3.1) in torch/lib.</source>
        <translation>Sein Paket enthält libgomp (GPL-3.0-or-later WITH GCC-exception-3.1) in torch/lib.</translation>
    </message>
    <message>
        <source>The texts of libjpeg, libpng, libwebp and zlib are among those of pillow; NVIDIA&apos;s are among those of its packages.</source>
        <translation>Die Texte von libjpeg, libpng, libwebp und zlib sind unter denen von pillow; die von NVIDIA sind unter denen seiner Pakete.</translation>
    </message>
    <message>
        <source>These are the weights of the built-in model.</source>
        <translation>Das sind die Gewichte des eingebauten Modells.</translation>
    </message>
    <message>
        <source>There is no record here of what Clothesfinder requires, as it was not installed. So the list lacks all parts that are installed beside it.</source>
        <translation>Hier ist nicht verzeichnet, was Clothesfinder verlangt, denn es wurde nicht installiert. Darum fehlen in der Liste alle Teile, die daneben installiert sind.</translation>
    </message>
    <message>
        <source>These parts are required, and there is no record of them here: {0}.</source>
        <translation>Diese Teile werden verlangt und sind hier nicht verzeichnet: {0}.</translation>
    </message>
    <message>
        <source>Its icons were drawn for it. What its built-in model has learned comes from 3,179 CC0 photos, and from 259 photos of the sample catalogues Luma and Venia of Magento (OSL-3.0 or AFL-3.0); no photo is in it.</source>
        <translation>Seine Symbole wurden dafür gezeichnet. Was sein eingebautes Modell gelernt hat, kommt aus 3.179 CC0-Fotos und aus 259 Fotos der Beispielkataloge Luma und Venia von Magento (OSL-3.0 oder AFL-3.0); kein Foto ist darin.</translation>
    </message>
    <message>
        <source>Its wheel carries {0}.</source>
        <translation>Sein Paket enthält {0}.</translation>
    </message>
    <message>
        <source>as its text says</source>
        <translation>wie sein Text sagt</translation>
    </message>
    <message>
        <source>“{0}” is not indexed yet. Index this folder first.</source>
        <translation>„{0}“ ist noch nicht indiziert. Indizieren Sie zuerst diesen Ordner.</translation>
    </message>
    <message>
        <source>Looking up</source>
        <translation>Wird nachgeschlagen</translation>
    </message>
    <message>
        <source>A gallery of fewer than {0} pictures does not tell which scores are high: there is no verdict.</source>
        <translation>Eine Galerie mit weniger als {0} Bildern sagt nicht, welche Werte hoch sind: Es gibt kein Urteil.</translation>
    </message>
    <message>
        <source>The gallery was indexed with another model meanwhile. What was looked up before that is kept; look the pictures up again.</source>
        <translation>Die Galerie wurde inzwischen mit einem anderen Modell indiziert. Was vorher nachgeschlagen wurde, bleibt erhalten; schlagen Sie die Bilder noch einmal nach.</translation>
    </message>
    <message>
        <source>Looking for pictures</source>
        <translation>Bilder werden gesucht</translation>
    </message>
    <message>
        <source>There are no pictures in {0}. Choose a folder with pictures, or pictures themselves.</source>
        <translation>In {0} sind keine Bilder. Wählen Sie einen Ordner mit Bildern, oder Bilder selbst.</translation>
    </message>
    <message>
        <source>{0} lists nothing. Write the path of a picture on each of its lines.</source>
        <translation>{0} führt nichts auf. Schreiben Sie in jede Zeile den Pfad eines Bildes.</translation>
    </message>
    <message>
        <source>This is not the path of a file.</source>
        <translation>Das ist nicht der Pfad einer Datei.</translation>
    </message>
    <message>
        <source>There is no model “{0}” here. Choose one of these, or a checkpoint.pth: {1}.</source>
        <translation>Hier gibt es kein Modell „{0}“. Wählen Sie eines von diesen oder eine checkpoint.pth: {1}.</translation>
    </message>
    <message>
        <source>Original found first</source>
        <translation>Original zuerst gefunden</translation>
    </message>
    <message>
        <source>Original among the first ten</source>
        <translation>Original unter den ersten zehn</translation>
    </message>
    <message>
        <source>First ten of the same folder</source>
        <translation>Erste zehn aus demselben Ordner</translation>
    </message>
    <message>
        <source>Choose a model to measure.</source>
        <translation>Wählen Sie ein Modell zum Messen.</translation>
    </message>
    <message>
        <source>Most pictures of “{0}” could not be read any more while they were measured. Look whether the folder is still there, then measure again.</source>
        <translation>Die meisten Bilder von „{0}“ waren während der Messung nicht mehr zu lesen. Sehen Sie nach, ob der Ordner noch da ist, und messen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>Choosing pictures</source>
        <translation>Bilder werden ausgewählt</translation>
    </message>
    <message>
        <source>This model file did not make these vectors: pictures of this gallery come out differently with it ({0} on average, where 1.00 is the same). Choose the checkpoint.pth that made them.</source>
        <translation>Diese Modelldatei hat diese Vektoren nicht berechnet: Bilder dieser Galerie ergeben mit ihr etwas anderes (im Durchschnitt {0}, wobei 1,00 dasselbe ist). Wählen Sie die checkpoint.pth, die sie berechnet hat.</translation>
    </message>
    <message>
        <source>The vectors of {0} were made with another model than this one. Choose the model file that made them.</source>
        <translation>Die Vektoren von {0} wurden mit einem anderen Modell als diesem berechnet. Wählen Sie die Modelldatei, die sie berechnet hat.</translation>
    </message>
    <message>
        <source>“{0}” cannot be downloaded, because {1} cannot be reached. Check the connection to the internet, then try again.</source>
        <translation>„{0}“ kann nicht heruntergeladen werden, weil {1} nicht zu erreichen ist. Prüfen Sie die Verbindung zum Internet, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>“{0}” was not downloaded, because the connection to {1} is not safe. Check the date of this computer, or try in another network.</source>
        <translation>„{0}“ wurde nicht heruntergeladen, weil die Verbindung zu {1} nicht sicher ist. Prüfen Sie das Datum dieses Computers, oder versuchen Sie es in einem anderen Netz.</translation>
    </message>
    <message>
        <source>“{0}” is not published at {1} any more. A newer Clothesfinder may know where it is.</source>
        <translation>„{0}“ wird bei {1} nicht mehr angeboten. Ein neuerer Clothesfinder weiß vielleicht, wo es ist.</translation>
    </message>
    <message>
        <source>{1} does not hand out “{0}” now (it answers {2}). Try again later.</source>
        <translation>{1} gibt „{0}“ zurzeit nicht heraus (Antwort: {2}). Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>“{0}” is being downloaded by another program, too. Wait until that is done, then look again.</source>
        <translation>„{0}“ wird auch von einem anderen Programm heruntergeladen. Warten Sie, bis das fertig ist, und sehen Sie dann noch einmal nach.</translation>
    </message>
    <message>
        <source>The download of “{0}” broke off. What has arrived is kept: try again to go on.</source>
        <translation>Der Download von „{0}“ ist abgebrochen. Was angekommen ist, bleibt erhalten: Versuchen Sie es noch einmal, um fortzufahren.</translation>
    </message>
    <message>
        <source>What {1} sent is not the published file of “{0}”, so it was deleted. Try again, and if that does not help, in another network.</source>
        <translation>Was {1} geschickt hat, ist nicht die veröffentlichte Datei von „{0}“ und wurde gelöscht. Versuchen Sie es noch einmal, und wenn das nicht hilft, in einem anderen Netz.</translation>
    </message>
    <message>
        <source>“{0}” needs {1} of room on the drive of {2}, which has {3}. Make room, then try again.</source>
        <translation>„{0}“ braucht {1} Platz auf dem Laufwerk von {2}, das {3} frei hat. Schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>“{0}” cannot be written to {1}: {2}.</source>
        <translation>„{0}“ kann nicht in {1} geschrieben werden: {2}.</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
    <message>
        <source>{0} GB</source>
        <translation>{0} GB</translation>
    </message>
    <message>
        <source>The files of “{0}” in {1} cannot be deleted: {2}.</source>
        <translation>Die Dateien von „{0}“ in {1} können nicht gelöscht werden: {2}.</translation>
    </message>
    <message>
        <source>The file {0} of “{1}” cannot be read: {2}. Download the model again.</source>
        <translation>Die Datei {0} von „{1}“ kann nicht gelesen werden: {2}. Laden Sie das Modell noch einmal herunter.</translation>
    </message>
    <message>
        <source>The file {0} of “{1}” is not the published one, or it is damaged. Remove the model, and download it again.</source>
        <translation>Die Datei {0} von „{1}“ ist nicht die veröffentlichte, oder sie ist beschädigt. Entfernen Sie das Modell, und laden Sie es noch einmal herunter.</translation>
    </message>
    <message>
        <source>“{0}” comes with Clothesfinder and cannot be removed.</source>
        <translation>„{0}“ gehört zu Clothesfinder und kann nicht entfernt werden.</translation>
    </message>
    <message>
        <source>There is no model called “{0}”. Known are: {1}; and torchvision/NAME with the name of a classifier of torchvision.</source>
        <translation>Es gibt kein Modell „{0}“. Bekannt sind: {1}; und torchvision/NAME mit dem Namen eines Klassifikators von torchvision.</translation>
    </message>
    <message>
        <source>“{0}” is not on this computer yet. Download it: clothesfinder models get {1}, or in the window Settings &gt; Model.</source>
        <translation>„{0}“ ist noch nicht auf diesem Computer. Laden Sie es herunter: clothesfinder models get {1}, oder im Fenster unter Einstellungen &gt; Modell.</translation>
    </message>
    <message>
        <source>“{0}” needs packages that are not installed. Install them with: {1}; then start Clothesfinder again.</source>
        <translation>„{0}“ braucht Pakete, die nicht installiert sind. Installieren Sie sie mit: {1}; und starten Sie Clothesfinder dann neu.</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Computer</translation>
    </message>
    <message>
        <source>not on this computer yet</source>
        <translation>noch nicht auf diesem Computer</translation>
    </message>
    <message>
        <source>Clothesfinder&apos;s own files lie on a network drive: {0}. Use them from one computer at a time, or an index may be damaged. They are better kept on a disk of this computer, in the folder that CLOTHESFINDER_DATA names; the pictures may stay where they are.</source>
        <translation>Die eigenen Dateien von Clothesfinder liegen auf einem Netzlaufwerk: {0}. Verwenden Sie sie nur von einem Computer zur Zeit, sonst kann ein Index beschädigt werden. Besser liegen sie auf einer Platte dieses Computers, in dem Ordner, den CLOTHESFINDER_DATA nennt; die Bilder können bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>The drive that holds Clothesfinder&apos;s own files does not lock files: {0}. Use them with one program at a time, or an index may be damaged. They are better kept on another disk, in the folder that CLOTHESFINDER_DATA names; the pictures may stay where they are.</source>
        <translation>Das Laufwerk mit den eigenen Dateien von Clothesfinder sperrt keine Dateien: {0}. Verwenden Sie sie nur mit einem Programm zur Zeit, sonst kann ein Index beschädigt werden. Besser liegen sie auf einer anderen Platte, in dem Ordner, den CLOTHESFINDER_DATA nennt; die Bilder können bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>There is no file {0}. Choose the model file of the original scripts, mostly called checkpoint.pth.</source>
        <translation>Es gibt keine Datei {0}. Wählen Sie die Modelldatei der ursprünglichen Skripte, die meist checkpoint.pth heißt.</translation>
    </message>
    <message>
        <source>The model file {0} cannot be read: {1}. Check its rights and the drive it is on.</source>
        <translation>Die Modelldatei {0} kann nicht gelesen werden: {1}. Prüfen Sie ihre Rechte und das Laufwerk, auf dem sie liegt.</translation>
    </message>
    <message>
        <source>{0} is not a file of weights that PyTorch saved, or it is damaged. Choose the checkpoint.pth of the original scripts, or copy it again.</source>
        <translation>{0} ist keine Datei mit Gewichten, die PyTorch gespeichert hat, oder sie ist beschädigt. Wählen Sie die checkpoint.pth der ursprünglichen Skripte, oder kopieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>{0} holds program code beside the weights, and is not opened, for such code could do anything. Save only the model&apos;s state_dict, as the original scripts do, and choose that file.</source>
        <translation>{0} enthält neben den Gewichten auch Programmcode und wird nicht geöffnet, denn solcher Code könnte alles tun. Speichern Sie nur das state_dict des Modells, wie es die ursprünglichen Skripte tun, und wählen Sie diese Datei.</translation>
    </message>
    <message>
        <source>{0} is the file of another network than the original scripts&apos; ResNet-50. Choose the checkpoint.pth that made this gallery&apos;s vectors.</source>
        <translation>{0} ist die Datei eines anderen Netzes als des ResNet-50 der ursprünglichen Skripte. Wählen Sie die checkpoint.pth, die die Vektoren dieser Galerie berechnet hat.</translation>
    </message>
    <message>
        <source>The model in {0} makes vectors of {1} numbers instead of 512. Choose the checkpoint.pth that made this gallery&apos;s vectors.</source>
        <translation>Das Modell in {0} ergibt Vektoren aus {1} Zahlen statt 512. Wählen Sie die checkpoint.pth, die die Vektoren dieser Galerie berechnet hat.</translation>
    </message>
    <message>
        <source>The model in {0} has weights that are no numbers, as a training that failed leaves them. Choose another checkpoint.pth.</source>
        <translation>Das Modell in {0} hat Gewichte, die keine Zahlen sind, wie ein gescheitertes Training sie hinterlässt. Wählen Sie eine andere checkpoint.pth.</translation>
    </message>
    <message>
        <source>This is not a picture, or of a kind that cannot be read here.</source>
        <translation>Das ist kein Bild oder keines von einer Art, die hier gelesen werden kann.</translation>
    </message>
    <message>
        <source>The picture is less than 8 pixels wide or high, which is too small for a garment.</source>
        <translation>Das Bild ist weniger als 8 Pixel breit oder hoch und damit zu klein für ein Kleidungsstück.</translation>
    </message>
    <message>
        <source>This gallery&apos;s model finds by pictures only, not by words. One that takes words, such as Marqo FashionSigLIP, can be chosen in Settings &gt; Model.</source>
        <translation>Das Modell dieser Galerie findet nur mit Bildern, nicht mit Wörtern. Eines, das Wörter versteht, etwa Marqo FashionSigLIP, können Sie unter Einstellungen &gt; Modell wählen.</translation>
    </message>
    <message>
        <source>Write a few words for what you look for, such as “red floral dress”.</source>
        <translation>Schreiben Sie einige Wörter für das, was Sie suchen, etwa „red floral dress“.</translation>
    </message>
    <message>
        <source>“{0}” was indexed with another model. Update it, then search again.</source>
        <translation>„{0}“ wurde mit einem anderen Modell indiziert. Aktualisieren Sie die Galerie, und suchen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>“{0}” was indexed with another model, and its pictures are being read again for this one; none of them is done yet. Search again in a while.</source>
        <translation>„{0}“ wurde mit einem anderen Modell indiziert, und die Bilder werden gerade für dieses neu gelesen; noch ist keines fertig. Suchen Sie in einer Weile noch einmal.</translation>
    </message>
    <message>
        <source>None of the pictures of “{0}” could be read for the new model. The index that was made before is kept. Check the folder and its drive, then update.</source>
        <translation>Keines der Bilder von „{0}“ war für das neue Modell zu lesen. Der bisherige Index bleibt erhalten. Prüfen Sie den Ordner und sein Laufwerk, und aktualisieren Sie dann.</translation>
    </message>
    <message>
        <source>There are no pictures in {0} that the index could be made of again, so it is left as it is. If they are on a drive, plug it in.</source>
        <translation>In {0} sind keine Bilder, aus denen der Index neu angelegt werden könnte; er bleibt deshalb, wie er ist. Liegen sie auf einem Laufwerk, schließen Sie es an.</translation>
    </message>
    <message>
        <source>The vectors of “{0}” in the database were made with another model than this one. Those who share it must agree on one first; then choose it and update the gallery.</source>
        <translation>Die Vektoren von „{0}“ in der Datenbank wurden mit einem anderen Modell als diesem berechnet. Alle, die die Galerie teilen, müssen sich zuerst auf eines einigen; wählen Sie es dann, und aktualisieren Sie die Galerie.</translation>
    </message>
    <message>
        <source>The damaged index cannot be set aside: {0}. Close other programs that use it, then repair.</source>
        <translation>Der beschädigte Index kann nicht beiseitegelegt werden: {0}. Schließen Sie andere Programme, die ihn verwenden, und reparieren Sie dann.</translation>
    </message>
    <message>
        <source>Looking at the folder</source>
        <translation>Ordner wird angesehen</translation>
    </message>
    <message>
        <source>Taking out what is wrong</source>
        <translation>Falsches wird herausgenommen</translation>
    </message>
    <message>
        <source>“{0}” has {1} different pictures that can be read, which tell nothing. Choose a gallery with {2} or more.</source>
        <translation>„{0}“ hat {1} verschiedene lesbare Bilder, die nichts aussagen. Wählen Sie eine Galerie mit {2} oder mehr.</translation>
    </message>
    <message>
        <source>“{0}” has fewer than two folders with two pictures or more, so its folders cannot tell what belongs together. Measure without them.</source>
        <translation>„{0}“ hat weniger als zwei Ordner mit zwei oder mehr Bildern; die Ordner sagen also nicht, was zusammengehört. Messen Sie ohne sie.</translation>
    </message>
    <message>
        <source>The file was changed while it was measured.</source>
        <translation>Die Datei wurde während der Messung geändert.</translation>
    </message>
    <message>
        <source>Its file has changed, though its date and size are as they were.</source>
        <translation>Die Datei hat sich geändert, obwohl Datum und Größe dieselben sind.</translation>
    </message>
    <message>
        <source>Embedded again, its vector comes out differently: their cosine is {0}, not 1.</source>
        <translation>Noch einmal berechnet, fällt der Vektor anders aus: Ihr Kosinus ist {0}, nicht 1.</translation>
    </message>
    <message>
        <source>Embedded again, the vector of one of its parts comes out differently: their cosine is {0}, not 1.</source>
        <translation>Noch einmal berechnet, fällt der Vektor eines Teils anders aus: Ihr Kosinus ist {0}, nicht 1.</translation>
    </message>
    <message>
        <source>Its parts are not those that the model finds in it.</source>
        <translation>Die Teile sind nicht die, die das Modell darin findet.</translation>
    </message>
    <message>
        <source>A search with it finds “{0}” first.</source>
        <translation>Eine Suche damit findet zuerst „{0}“.</translation>
    </message>
    <message>
        <source>A search with it does not find it.</source>
        <translation>Eine Suche damit findet es nicht.</translation>
    </message>
    <message>
        <source>Give the search a name.</source>
        <translation>Geben Sie der Suche einen Namen.</translation>
    </message>
    <message>
        <source>At most {0} searches are kept. Delete one first.</source>
        <translation>Höchstens {0} Suchen werden aufbewahrt. Löschen Sie zuerst eine.</translation>
    </message>
    <message>
        <source>The pictures of this search have no files of their own, and at most {0} MB of such are kept. Delete a saved search first.</source>
        <translation>Die Bilder dieser Suche haben keine eigenen Dateien, und davon werden höchstens {0} MB aufbewahrt. Löschen Sie zuerst eine gespeicherte Suche.</translation>
    </message>
    <message>
        <source>There is no saved search “{0}” any more.</source>
        <translation>Es gibt keine gespeicherte Suche „{0}“ mehr.</translation>
    </message>
    <message>
        <source>There is a saved search “{0}” already. Choose another name.</source>
        <translation>Es gibt schon eine gespeicherte Suche „{0}“. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The saved search “{0}” is damaged and cannot be used. Delete it, and save it again.</source>
        <translation>Die gespeicherte Suche „{0}“ ist beschädigt und nicht zu verwenden. Löschen Sie sie, und speichern Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>The list of saved searches was damaged and cannot be read. It was set aside as {0}; searches that you save now go into a new one.</source>
        <translation>Die Liste der gespeicherten Suchen war beschädigt und ist nicht zu lesen. Sie wurde als {0} beiseitegelegt; Suchen, die Sie jetzt speichern, kommen in eine neue.</translation>
    </message>
    <message>
        <source>The saved searches were written by a newer version of Clothesfinder. Use that one.</source>
        <translation>Die gespeicherten Suchen stammen von einer neueren Version von Clothesfinder. Verwenden Sie diese.</translation>
    </message>
    <message>
        <source>The search could not be saved: {0}. Check the disk, then try again.</source>
        <translation>Die Suche war nicht zu speichern: {0}. Prüfen Sie die Platte, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The saved searches cannot be read: {0}.</source>
        <translation>Die gespeicherten Suchen können nicht gelesen werden: {0}.</translation>
    </message>
    <message>
        <source>How alike a picture is to words cannot be told in words.</source>
        <translation>Wie ähnlich ein Bild Wörtern ist, lässt sich nicht in Worten sagen.</translation>
    </message>
    <message>
        <source>While something counts against a picture, how alike it is cannot be told in words.</source>
        <translation>Solange etwas gegen ein Bild zählt, lässt sich nicht in Worten sagen, wie ähnlich es ist.</translation>
    </message>
    <message>
        <source>How alike pictures are cannot be told in words here yet. An update of the gallery finds out, with its pictures at hand and 30 different ones or more.</source>
        <translation>Wie ähnlich Bilder sind, lässt sich hier noch nicht in Worten sagen. Das ergibt sich, wenn Sie die Galerie aktualisieren, während ihre Bilder da sind, mindestens 30 verschiedene.</translation>
    </message>
    <message>
        <source>Something is missing or does not work here.</source>
        <translation>Hier fehlt etwas, oder es funktioniert nicht.</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>Alles ist in Ordnung.</translation>
    </message>
    <message>
        <source>Pictures like “{0}” in “{1}”</source>
        <translation>Bilder wie „{0}“ in „{1}“</translation>
    </message>
    <message>
        <source>Pictures like each of {0} in “{1}”</source>
        <translation>Bilder wie jedes von {0} in „{1}“</translation>
    </message>
    <message>
        <source>Looked up in “{0}”</source>
        <translation>Nachgeschlagen in „{0}“</translation>
    </message>
    <message>
        <source>{0}; compared with {1} pictures.</source>
        <translation>{0}; verglichen mit {1} Bildern.</translation>
    </message>
    <message>
        <source>Not complete: {0} of {1} pictures were looked up.</source>
        <translation>Nicht vollständig: {0} von {1} Bildern wurden nachgeschlagen.</translation>
    </message>
    <message>
        <source>Only {0} of {1} are listed here.</source>
        <translation>Hier sind nur {0} von {1} aufgeführt.</translation>
    </message>
    <message>
        <source>The most similar of {0} pictures.</source>
        <translation>Die ähnlichsten von {0} Bildern.</translation>
    </message>
    <message>
        <source>Nothing looked up</source>
        <translation>Nichts nachgeschlagen</translation>
    </message>
    <message>
        <source>Another program has just given this gallery an index of another model. Use the same model in both, then index again.</source>
        <translation>Ein anderes Programm hat dieser Galerie gerade einen Index eines anderen Modells gegeben. Verwenden Sie in beiden dasselbe Modell, und indizieren Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>The disk that holds the index is full. Free some space and index again; what was indexed is kept.</source>
        <translation>Die Platte mit dem Index ist voll. Schaffen Sie Platz, und indizieren Sie noch einmal; was indiziert wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The index cannot be written: its disk or folder is read-only.</source>
        <translation>Der Index kann nicht geschrieben werden: Seine Platte oder sein Ordner ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Another program is writing this index. Wait until it is done, then try again.</source>
        <translation>Ein anderes Programm schreibt gerade in diesen Index. Warten Sie, bis es fertig ist, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The index is damaged. Repair it: Gallery &gt; Check this index, or clothesfinder verify FOLDER --repair.</source>
        <translation>Der Index ist beschädigt. Reparieren Sie ihn: Galerie &gt; Diesen Index prüfen, oder clothesfinder verify ORDNER --repair.</translation>
    </message>
    <message>
        <source>The index cannot be opened. Check that you may read and write its folder.</source>
        <translation>Der Index kann nicht geöffnet werden. Prüfen Sie, ob Sie in seinem Ordner lesen und schreiben dürfen.</translation>
    </message>
    <message>
        <source>The disk that holds the index reports an error. Check the disk and try again.</source>
        <translation>Die Platte mit dem Index meldet einen Fehler. Prüfen Sie die Platte, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>It has no vector.</source>
        <translation>Es hat keinen Vektor.</translation>
    </message>
    <message>
        <source>It has vectors of its parts, but none of the whole picture.</source>
        <translation>Es hat Vektoren seiner Teile, aber keinen des ganzen Bildes.</translation>
    </message>
    <message>
        <source>It has more than one vector of the whole picture.</source>
        <translation>Es hat mehr als einen Vektor des ganzen Bildes.</translation>
    </message>
    <message>
        <source>One of its vectors is of {0} in place of {1}.</source>
        <translation>Einer seiner Vektoren hat {0} statt {1}.</translation>
    </message>
    <message>
        <source>One of its vectors has numbers that are none.</source>
        <translation>Einer seiner Vektoren enthält Zahlen, die keine sind.</translation>
    </message>
    <message>
        <source>One of its vectors has the length {0} in place of 1.</source>
        <translation>Einer seiner Vektoren hat die Länge {0} statt 1.</translation>
    </message>
    <message>
        <source>One of its parts does not lie within the picture.</source>
        <translation>Einer seiner Teile liegt nicht innerhalb des Bildes.</translation>
    </message>
    <message>
        <source>What the store holds of it makes no sense.</source>
        <translation>Was dazu gespeichert ist, ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>no numbers</source>
        <translation>keine Zahlen</translation>
    </message>
    <message>
        <source>1 number</source>
        <translation>1 Zahl</translation>
    </message>
    <message>
        <source>{0} numbers</source>
        <translation>{0} Zahlen</translation>
    </message>
    <message>
        <source>This gallery&apos;s model does not tell where in a picture a garment is. Drag over it instead.</source>
        <translation>Das Modell dieser Galerie sagt nicht, wo in einem Bild ein Kleidungsstück ist. Ziehen Sie stattdessen mit der Maus darüber.</translation>
    </message>
    <message>
        <source>No garment was found in this picture. Drag over the part to search with instead.</source>
        <translation>In diesem Bild wurde kein Kleidungsstück gefunden. Ziehen Sie stattdessen über den Teil, mit dem gesucht werden soll.</translation>
    </message>
    <message>
        <source>Decoding this file makes the program crash. It is skipped until the file changes.</source>
        <translation>Beim Dekodieren dieser Datei stürzt das Programm ab. Sie wird übersprungen, bis sie sich ändert.</translation>
    </message>
    <message>
        <source>Decoding this file takes minutes without end. It is skipped until the file changes.</source>
        <translation>Das Dekodieren dieser Datei nimmt kein Ende. Sie wird übersprungen, bis sie sich ändert.</translation>
    </message>
    <message>
        <source>At most {0} pictures or words can be added to one query. Remove one first.</source>
        <translation>Höchstens {0} Bilder oder Wörter können zu einer Suche hinzugefügt werden. Entfernen Sie zuerst eines.</translation>
    </message>
    <message>
        <source>“{0}” was added to the query and cannot be used. {1} Take it out, or add another.</source>
        <translation>„{0}“ wurde zur Suche hinzugefügt und ist nicht zu verwenden. {1} Nehmen Sie es heraus, oder fügen Sie ein anderes hinzu.</translation>
    </message>
    <message>
        <source>The pictures of the query are the opposite of each other, so nothing is left to look for. Take one of them out.</source>
        <translation>Die Bilder der Suche sind einander entgegengesetzt; deshalb bleibt nichts zu suchen. Nehmen Sie eines heraus.</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht verzeichnet</translation>
    </message>
    <message>
        <source>a package with all parts in one folder</source>
        <translation>ein Paket mit allen Teilen in einem Ordner</translation>
    </message>
    <message>
        <source>a checkout of the sources</source>
        <translation>die Quellen, wie sie sind</translation>
    </message>
    <message>
        <source>a package of Python</source>
        <translation>ein Paket für Python</translation>
    </message>
    <message>
        <source>about {0} for 1 picture</source>
        <translation>etwa {0} für 1 Bild</translation>
    </message>
    <message>
        <source>about {0} for {1} pictures</source>
        <translation>etwa {0} für {1} Bilder</translation>
    </message>
    <message>
        <source>Knows the things of ImageNet; was not measured with clothes.</source>
        <translation>Kennt die Dinge von ImageNet; wurde nicht an Kleidung gemessen.</translation>
    </message>
    <message>
        <source>The installed torchvision does not know “{0}”. Update it.</source>
        <translation>Das installierte torchvision kennt „{0}“ nicht. Aktualisieren Sie es.</translation>
    </message>
    <message>
        <source>{0} holds no indexed pictures. Index the folder there first.</source>
        <translation>{0} enthält keine indizierten Bilder. Indizieren Sie dort zuerst den Ordner.</translation>
    </message>
    <message>
        <source>{0} already holds pictures that were indexed with another model. Nothing was copied. Forget that gallery there first, or use another name for this one.</source>
        <translation>{0} enthält schon Bilder, die mit einem anderen Modell indiziert wurden. Es wurde nichts kopiert. Vergessen Sie dort zuerst jene Galerie, oder geben Sie dieser einen anderen Namen.</translation>
    </message>
    <message>
        <source>{0} holds other pictures ({1}), none of which is in this gallery. Nothing was copied. Forget that gallery there first, or use another name for this one.</source>
        <translation>{0} enthält andere Bilder ({1}), von denen keines in dieser Galerie ist. Es wurde nichts kopiert. Vergessen Sie dort zuerst jene Galerie, oder geben Sie dieser einen anderen Namen.</translation>
    </message>
    <message>
        <source>{0} has {1} pictures and {2} has {3}: another program changed one of them meanwhile. Move again; what was copied is kept.</source>
        <translation>{0} hat {1} Bilder und {2} hat {3}: Ein anderes Programm hat eines davon inzwischen geändert. Übertragen Sie noch einmal; was kopiert wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>“{0}” in {1} is not the same as in {2}. Move again; if this comes again, forget the gallery in the first of the two before.</source>
        <translation>„{0}“ in {1} ist nicht dasselbe wie in {2}. Übertragen Sie noch einmal; kommt das wieder, vergessen Sie vorher die Galerie in der ersten der beiden.</translation>
    </message>
    <message>
        <source>Some pictures of this folder cannot be read now. {0} What was indexed of them is kept.</source>
        <translation>Einige Bilder dieses Ordners sind zurzeit nicht zu lesen. {0} Was von ihnen indiziert wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>None of the pictures of “{0}” is in {1}. Choose the folder that holds them as this one did.</source>
        <translation>Keines der Bilder von „{0}“ ist in {1}. Wählen Sie den Ordner, der sie so enthält wie dieser.</translation>
    </message>
    <message>
        <source>{0} is indexed already. Open it under Gallery &gt; Recent galleries.</source>
        <translation>{0} ist schon indiziert. Öffnen Sie ihn unter Galerie &gt; Zuletzt verwendete Galerien.</translation>
    </message>
    <message>
        <source>Another program uses this index. Close it, then try again.</source>
        <translation>Ein anderes Programm verwendet diesen Index. Schließen Sie es, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The index cannot be kept in {0}: {1}.</source>
        <translation>Der Index kann nicht in {0} gespeichert werden: {1}.</translation>
    </message>
    <message>
        <source>“{0}” lies on this computer only, where its pictures are shown as they are. Thumbnails are for galleries that are shared in MongoDB.</source>
        <translation>„{0}“ liegt nur auf diesem Computer, wo die Bilder selbst gezeigt werden. Vorschaubilder sind für Galerien, die in MongoDB geteilt werden.</translation>
    </message>
    <message>
        <source>CPU time a picture</source>
        <translation>CPU-Zeit je Bild</translation>
    </message>
    <message>
        <source>Size in the index</source>
        <translation>Größe im Index</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>twice</source>
        <translation>doppelt</translation>
    </message>
    <message>
        <source>three times</source>
        <translation>dreimal</translation>
    </message>
    <message>
        <source>four times</source>
        <translation>viermal</translation>
    </message>
    <message>
        <source>five times</source>
        <translation>fünfmal</translation>
    </message>
    <message>
        <source>six times</source>
        <translation>sechsmal</translation>
    </message>
    <message>
        <source>Measured on {0} of the gallery&apos;s {1} pictures, by {2} changed copies of each.</source>
        <translation>Gemessen an {0} der {1} Bilder der Galerie, mit je {2} veränderten Kopien.</translation>
    </message>
    <message>
        <source>{0} could not be read.</source>
        <translation>{0} waren nicht zu lesen.</translation>
    </message>
    <message>
        <source>{0} hold the same picture as another and were left out.</source>
        <translation>{0} zeigen dasselbe Bild wie ein anderes und wurden weggelassen.</translation>
    </message>
    <message>
        <source>± is how much the figure would differ, 19 times of 20, with other pictures of the gallery.</source>
        <translation>± sagt, wie weit die Zahl bei anderen Bildern der Galerie abweichen würde, 19 von 20 Malen.</translation>
    </message>
    <message>
        <source>{0} stand the best, and those that may be as good: the others are surely worse. Where there is no such mark, the differences may be chance.</source>
        <translation>{0} stehen die besten und die, die ebenso gut sein können: Die anderen sind sicher schlechter. Wo nichts so steht, können die Unterschiede Zufall sein.</translation>
    </message>
    <message>
        <source>A changed copy is easier to find than another photo of the same garment, and few pictures are easier to search than many. So the figures tell which model sees more in these pictures, but not how often it will find what you look for.</source>
        <translation>Eine veränderte Kopie ist leichter zu finden als ein anderes Foto desselben Kleidungsstücks, und wenige Bilder sind leichter zu durchsuchen als viele. Die Zahlen sagen also, welches Modell in diesen Bildern mehr sieht, aber nicht, wie oft es findet, was Sie suchen.</translation>
    </message>
    <message>
        <source>Of the first ten, so many in 100 are of the same folder: {0}.</source>
        <translation>Von den ersten zehn sind so viele von 100 aus demselben Ordner: {0}.</translation>
    </message>
    <message>
        <source>The difference may be chance.</source>
        <translation>Der Unterschied kann Zufall sein.</translation>
    </message>
    <message>
        <source>By chance it would be {0}.</source>
        <translation>Durch Zufall wären es {0}.</translation>
    </message>
    <message>
        <source>the original comes first for {0} of 100 changed copies with “{1}”</source>
        <translation>Das Original kommt zuerst bei {0} von 100 veränderten Kopien mit „{1}“</translation>
    </message>
    <message>
        <source>The original comes first for {0} of 100 changed copies with “{1}”.</source>
        <translation>Das Original kommt zuerst bei {0} von 100 veränderten Kopien mit „{1}“.</translation>
    </message>
    <message>
        <source>What the folders tell of a model is only as good as the pictures are sorted into them.</source>
        <translation>Was die Ordner über ein Modell sagen, ist nur so gut, wie die Bilder in sie einsortiert sind.</translation>
    </message>
    <message>
        <source>The time is that of one core, with the file read already and without any graphics card.</source>
        <translation>Die Zeit ist die eines Kerns, mit schon gelesener Datei und ohne Grafikkarte.</translation>
    </message>
    <message>
        <source>{0} ms</source>
        <translation>{0} ms</translation>
    </message>
    <message>
        <source>{0} bytes</source>
        <translation>{0} Bytes</translation>
    </message>
    <message>
        <source>{0} with “{1}”</source>
        <translation>{0} mit „{1}“</translation>
    </message>
    <message>
        <source>No model finds surely more than another: {0}.</source>
        <translation>Kein Modell findet sicher mehr als ein anderes: {0}.</translation>
    </message>
    <message>
        <source>{0} finds more: {1}.</source>
        <translation>{0} findet mehr: {1}.</translation>
    </message>
    <message>
        <source>{0} find more, and none of them surely more than another: {1}.</source>
        <translation>{0} finden mehr, und keines davon sicher mehr als ein anderes: {1}.</translation>
    </message>
    <message>
        <source>All take about the same time.</source>
        <translation>Alle brauchen etwa gleich viel Zeit.</translation>
    </message>
    <message>
        <source>“{0}” and “{1}” take about the same time.</source>
        <translation>„{0}“ und „{1}“ brauchen etwa gleich viel Zeit.</translation>
    </message>
    <message>
        <source>“{0}” is {1} as fast as “{2}”.</source>
        <translation>„{0}“ ist {1} so schnell wie „{2}“.</translation>
    </message>
    <message>
        <source>{0} times</source>
        <translation>{0}-mal</translation>
    </message>
    <message>
        <source>{0} and {1}</source>
        <translation>{0} und {1}</translation>
    </message>
    <message>
        <source>{0} in the file makes no sense, or belongs to no picture.</source>
        <translation>{0} in der Datei ergibt keinen Sinn oder gehört zu keinem Bild.</translation>
    </message>
    <message>
        <source>{0} in the file make no sense, or belong to no picture.</source>
        <translation>{0} in der Datei ergeben keinen Sinn oder gehören zu keinem Bild.</translation>
    </message>
    <message>
        <source>The index is sound.</source>
        <translation>Der Index ist in Ordnung.</translation>
    </message>
    <message>
        <source>The index is not sound.</source>
        <translation>Der Index ist nicht in Ordnung.</translation>
    </message>
    <message>
        <source>{0} with {1} was looked at; {2} wrong.</source>
        <translation>{0} mit {1} wurde angesehen; {2} falsch.</translation>
    </message>
    <message>
        <source>{0} with {1} were looked at; {2} wrong.</source>
        <translation>{0} mit {1} wurden angesehen; {2} falsch.</translation>
    </message>
    <message>
        <source>{0} of them was embedded again; {1} from what is stored.</source>
        <translation>{0} davon wurde noch einmal berechnet; {1} vom Gespeicherten ab.</translation>
    </message>
    <message>
        <source>{0} of them were embedded again; {1} from what is stored.</source>
        <translation>{0} davon wurden noch einmal berechnet; {1} vom Gespeicherten ab.</translation>
    </message>
    <message>
        <source>{0} of {1} was found first when searched for.</source>
        <translation>{0} von {1} wurde bei der Suche danach zuerst gefunden.</translation>
    </message>
    <message>
        <source>{0} of {1} were found first when searched for.</source>
        <translation>{0} von {1} wurden bei der Suche danach zuerst gefunden.</translation>
    </message>
    <message>
        <source>Of their files, {0}.</source>
        <translation>Ihre Dateien: {0}.</translation>
    </message>
    <message>
        <source>{0} is as when indexed</source>
        <translation>{0} ist wie beim Indizieren</translation>
    </message>
    <message>
        <source>{0} are as when indexed</source>
        <translation>{0} sind wie beim Indizieren</translation>
    </message>
    <message>
        <source>{0} has changed since</source>
        <translation>{0} hat sich seitdem geändert</translation>
    </message>
    <message>
        <source>{0} have changed since</source>
        <translation>{0} haben sich seitdem geändert</translation>
    </message>
    <message>
        <source>{0} is gone</source>
        <translation>{0} ist verschwunden</translation>
    </message>
    <message>
        <source>{0} are gone</source>
        <translation>{0} sind verschwunden</translation>
    </message>
    <message>
        <source>The folder is not there, so its files were not looked at.</source>
        <translation>Der Ordner ist nicht da; seine Dateien wurden deshalb nicht angesehen.</translation>
    </message>
    <message>
        <source>{0} in the folder is not in the index yet.</source>
        <translation>{0} im Ordner ist noch nicht im Index.</translation>
    </message>
    <message>
        <source>{0} in the folder are not in the index yet.</source>
        <translation>{0} im Ordner sind noch nicht im Index.</translation>
    </message>
    <message>
        <source>Updating the gallery sees to that.</source>
        <translation>Eine Aktualisierung der Galerie sorgt dafür.</translation>
    </message>
    <message>
        <source>So many of the sample differ that others will, too.</source>
        <translation>In der Stichprobe weichen so viele ab, dass auch andere abweichen werden.</translation>
    </message>
    <message>
        <source>{0} was taken out.</source>
        <translation>{0} wurde herausgenommen.</translation>
    </message>
    <message>
        <source>{0} were taken out.</source>
        <translation>{0} wurden herausgenommen.</translation>
    </message>
    <message>
        <source>{0} was indexed.</source>
        <translation>{0} wurde indiziert.</translation>
    </message>
    <message>
        <source>{0} were indexed.</source>
        <translation>{0} wurden indiziert.</translation>
    </message>
    <message>
        <source>The damaged file is kept as {0}; delete it when you no longer need it.</source>
        <translation>Die beschädigte Datei bleibt als {0} erhalten; löschen Sie sie, wenn Sie sie nicht mehr brauchen.</translation>
    </message>
    <message>
        <source>“{0}” is not indexed yet.</source>
        <translation>„{0}“ ist noch nicht indiziert.</translation>
    </message>
    <message>
        <source>The index of “{0}” holds no pictures.</source>
        <translation>Der Index von „{0}“ enthält keine Bilder.</translation>
    </message>
    <message>
        <source>The vectors were made with a model, or a version of one, that is not to be had any more, so they cannot be searched.</source>
        <translation>Die Vektoren wurden mit einem Modell oder einer Version davon berechnet, die es nicht mehr gibt; sie können deshalb nicht durchsucht werden.</translation>
    </message>
    <message>
        <source>The model that made the vectors cannot be used, so they cannot be searched. {0}</source>
        <translation>Das Modell, das die Vektoren berechnet hat, ist nicht zu verwenden; sie können deshalb nicht durchsucht werden. {0}</translation>
    </message>
    <message>
        <source>How the database keeps its files was not checked: that is its server&apos;s own affair.</source>
        <translation>Wie die Datenbank ihre Dateien ablegt, wurde nicht geprüft: Das ist Sache ihres Servers.</translation>
    </message>
    <message>
        <source>No picture was embedded again: {0}</source>
        <translation>Kein Bild wurde noch einmal berechnet: {0}</translation>
    </message>
    <message>
        <source>No search was tried: {0}</source>
        <translation>Keine Suche wurde versucht: {0}</translation>
    </message>
    <message>
        <source>none of the files is there as it was indexed.</source>
        <translation>Keine der Dateien ist noch da, wie sie indiziert wurde.</translation>
    </message>
    <message>
        <source>for that it needs the model.</source>
        <translation>Dafür wird das Modell gebraucht.</translation>
    </message>
    <message>
        <source>what is wrong spoils every search.</source>
        <translation>Was falsch ist, verdirbt jede Suche.</translation>
    </message>
    <message>
        <source>the index itself does not answer now.</source>
        <translation>Der Index selbst antwortet zurzeit nicht.</translation>
    </message>
    <message>
        <source>Looking at the index</source>
        <translation>Index wird angesehen</translation>
    </message>
    <message>
        <source>Looking at the file</source>
        <translation>Datei wird angesehen</translation>
    </message>
    <message>
        <source>Checking vectors</source>
        <translation>Vektoren werden geprüft</translation>
    </message>
    <message>
        <source>Looking through the folder</source>
        <translation>Ordner wird durchgesehen</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Modell wird geladen</translation>
    </message>
    <message>
        <source>Embedding again</source>
        <translation>Vektoren werden noch einmal berechnet</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Suche läuft</translation>
    </message>
    <message>
        <source>This folder cannot be read: {0}.</source>
        <translation>Dieser Ordner kann nicht gelesen werden: {0}.</translation>
    </message>
    <message>
        <source>That is not the address of a picture on the web.</source>
        <translation>Das ist nicht die Adresse eines Bildes im Web.</translation>
    </message>
    <message>
        <source>The picture cannot be fetched, because {0} cannot be reached. Check the connection to the internet, then try again.</source>
        <translation>Das Bild kann nicht geholt werden, weil {0} nicht zu erreichen ist. Prüfen Sie die Verbindung zum Internet, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The picture was not fetched, because the connection to {0} is not safe. Save it with the browser, then drop its file.</source>
        <translation>Das Bild wurde nicht geholt, weil die Verbindung zu {0} nicht sicher ist. Speichern Sie es mit dem Browser, und ziehen Sie dann seine Datei hierher.</translation>
    </message>
    <message>
        <source>There is no such picture at {0} any more.</source>
        <translation>Bei {0} gibt es dieses Bild nicht mehr.</translation>
    </message>
    <message>
        <source>{0} does not hand the picture out to other programs. Save it with the browser, then drop its file.</source>
        <translation>{0} gibt das Bild nicht an andere Programme heraus. Speichern Sie es mit dem Browser, und ziehen Sie dann seine Datei hierher.</translation>
    </message>
    <message>
        <source>{0} does not hand the picture out now (it answers {1}). Try again later.</source>
        <translation>{0} gibt das Bild zurzeit nicht heraus (Antwort: {1}). Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>{0} sends on to another address that is not followed. Save the picture with the browser, then drop its file.</source>
        <translation>{0} leitet an eine andere Adresse weiter, der nicht gefolgt wird. Speichern Sie das Bild mit dem Browser, und ziehen Sie dann seine Datei hierher.</translation>
    </message>
    <message>
        <source>The picture at {0} has more than {1} MB, which is not fetched. Save it with the browser, then drop its file.</source>
        <translation>Das Bild bei {0} hat mehr als {1} MB und wird nicht geholt. Speichern Sie es mit dem Browser, und ziehen Sie dann seine Datei hierher.</translation>
    </message>
    <message>
        <source>{0} takes too long to send the picture. Try again, or save it and drop its file.</source>
        <translation>{0} braucht zu lange, um das Bild zu senden. Versuchen Sie es noch einmal, oder speichern Sie es, und ziehen Sie seine Datei hierher.</translation>
    </message>
    <message>
        <source>The picture from {0} broke off on its way. Try again.</source>
        <translation>Das Bild von {0} ist unterwegs abgebrochen. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This address at {0} is that of a web page, not of a picture. Drop the picture itself, or copy it and paste it here.</source>
        <translation>Diese Adresse bei {0} ist die einer Webseite, nicht die eines Bildes. Ziehen Sie das Bild selbst hierher, oder kopieren Sie es und fügen Sie es hier ein.</translation>
    </message>
    <message>
        <source>What {0} sent is not a picture, or of a kind that cannot be read here.</source>
        <translation>Was {0} geschickt hat, ist kein Bild oder keines von einer Art, die hier gelesen werden kann.</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}. Choose another place.</source>
        <translation>{0} kann nicht geschrieben werden: {1}. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>{0} cannot be written: the disk is full. Free some space, or choose another place.</source>
        <translation>{0} kann nicht geschrieben werden: Die Platte ist voll. Schaffen Sie Platz, oder wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Another program is indexing “{0}” or changing its index (since {1}). Wait until it is done, then try again.</source>
        <translation>Ein anderes Programm indiziert gerade „{0}“ oder ändert den Index (seit {1}). Warten Sie, bis es fertig ist, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Copying the index of “{0}” to MongoDB</source>
        <translation>Index von „{0}“ wird nach MongoDB kopiert</translation>
    </message>
    <message>
        <source>Copying the index of “{0}” to this computer</source>
        <translation>Index von „{0}“ wird auf diesen Computer kopiert</translation>
    </message>
    <message>
        <source>Converting “{0}”</source>
        <translation>„{0}“ wird umgewandelt</translation>
    </message>
    <message>
        <source>The copying was stopped. What was copied is kept, and it can be gone on with.</source>
        <translation>Das Kopieren wurde angehalten. Was kopiert wurde, bleibt erhalten, und es kann fortgesetzt werden.</translation>
    </message>
    <message>
        <source>The picture cannot be shown.</source>
        <translation>Das Bild ist nicht darstellbar.</translation>
    </message>
    <message>
        <source>At most {0} paths are copied at once. Select fewer, or save the list.</source>
        <translation>Höchstens {0} Pfade werden auf einmal kopiert. Wählen Sie weniger aus, oder speichern Sie die Liste.</translation>
    </message>
    <message>
        <source>{0} is not there any more. Update the gallery to forget it.</source>
        <translation>{0} ist nicht mehr da. Aktualisieren Sie die Galerie, um es zu vergessen.</translation>
    </message>
    <message>
        <source>What has an address that begins with “{0}:” cannot be fetched. Save the picture on this computer, then drop its file.</source>
        <translation>Was eine Adresse hat, die mit „{0}:“ beginnt, kann nicht geholt werden. Speichern Sie das Bild auf diesem Computer, und ziehen Sie dann seine Datei hierher.</translation>
    </message>
    <message>
        <source>That is not a picture, nor a folder. Drop one of these.</source>
        <translation>Das ist weder ein Bild noch ein Ordner. Ziehen Sie eines davon hierher.</translation>
    </message>
    <message>
        <source>Indexing “{0}” anew</source>
        <translation>„{0}“ wird neu indiziert</translation>
    </message>
    <message>
        <source>This gallery was indexed by another version of Clothesfinder, or with another model. All its pictures are read again, once, in the background; you may cancel or close the window, what is done stays done.</source>
        <translation>Diese Galerie wurde von einer anderen Version von Clothesfinder oder mit einem anderen Modell indiziert. Alle Bilder werden im Hintergrund einmal neu gelesen; Sie können abbrechen oder das Fenster schließen, was fertig ist, bleibt fertig.</translation>
    </message>
    <message>
        <source>Until it is complete, all is found as before.</source>
        <translation>Bis sie fertig ist, wird alles wie bisher gefunden.</translation>
    </message>
    <message>
        <source>Until it is complete, a search finds what is done.</source>
        <translation>Bis sie fertig ist, findet eine Suche, was fertig ist.</translation>
    </message>
    <message>
        <source>This gallery was indexed by another version of Clothesfinder, or with another model. Update it: all its pictures are read again, once, and what is done stays done.</source>
        <translation>Diese Galerie wurde von einer anderen Version von Clothesfinder oder mit einem anderen Modell indiziert. Aktualisieren Sie sie: Alle Bilder werden einmal neu gelesen, und was fertig ist, bleibt fertig.</translation>
    </message>
    <message>
        <source>It is shared: from then on everybody finds only what is done, until it is complete, and all need the same version and model.</source>
        <translation>Sie ist geteilt: Von da an finden alle nur, was fertig ist, bis sie fertig ist, und alle brauchen dieselbe Version und dasselbe Modell.</translation>
    </message>
    <message>
        <source>Open a gallery first: it is the gallery&apos;s model that finds the garment.</source>
        <translation>Öffnen Sie zuerst eine Galerie: Es ist ihr Modell, das das Kleidungsstück findet.</translation>
    </message>
    <message>
        <source>Indexing “{0}”</source>
        <translation>„{0}“ wird indiziert</translation>
    </message>
    <message>
        <source>Indexing was stopped. What was indexed is kept; update to go on.</source>
        <translation>Das Indizieren wurde angehalten. Was indiziert wurde, bleibt erhalten; aktualisieren Sie, um fortzufahren.</translation>
    </message>
    <message>
        <source>The address of the MongoDB database of “{0}” is not known any more: this system has no keyring that holds it. Choose Gallery &gt; Connect to MongoDB Atlas and enter it again.</source>
        <translation>Die Adresse der MongoDB-Datenbank von „{0}“ ist nicht mehr bekannt: Dieses System hat keinen Schlüsselbund, der sie enthält. Wählen Sie Galerie &gt; Mit MongoDB Atlas verbinden, und geben Sie sie noch einmal ein.</translation>
    </message>
    <message>
        <source>Making small thumbnails of “{0}”</source>
        <translation>Kleine Vorschaubilder von „{0}“ werden erzeugt</translation>
    </message>
    <message>
        <source>Repairing “{0}”</source>
        <translation>„{0}“ wird repariert</translation>
    </message>
    <message>
        <source>Updating “{0}”</source>
        <translation>„{0}“ wird aktualisiert</translation>
    </message>
    <message>
        <source>{0} picture</source>
        <translation>{0} Bild</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} Bilder</translation>
    </message>
    <message>
        <source>{0} vector</source>
        <translation>{0} Vektor</translation>
    </message>
    <message>
        <source>{0} vectors</source>
        <translation>{0} Vektoren</translation>
    </message>
    <message>
        <source>{0} row</source>
        <translation>{0} Zeile</translation>
    </message>
    <message>
        <source>{0} rows</source>
        <translation>{0} Zeilen</translation>
    </message>
    <message>
        <source>{0} file</source>
        <translation>{0} Datei</translation>
    </message>
    <message>
        <source>{0} files</source>
        <translation>{0} Dateien</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>none are</source>
        <translation>keines ist</translation>
    </message>
    <message>
        <source>{0} is</source>
        <translation>{0} ist</translation>
    </message>
    <message>
        <source>{0} are</source>
        <translation>{0} sind</translation>
    </message>
    <message>
        <source>none differ</source>
        <translation>keines weicht</translation>
    </message>
    <message>
        <source>{0} differs</source>
        <translation>{0} weicht</translation>
    </message>
    <message>
        <source>{0} differ</source>
        <translation>{0} weichen</translation>
    </message>
    <message>
        <source>In bold</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>„{0}“</translation>
    </message>
    <message>
        <source>{0} % ± {1}</source>
        <translation>{0} % ± {1}</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Hochformat</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Querformat</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Quadratisch</translation>
    </message>
    <message>
        <source>{0} found</source>
        <translation>{0} gefunden</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>{0} perhaps</source>
        <translation>{0} vielleicht</translation>
    </message>
    <message>
        <source>perhaps</source>
        <translation>vielleicht</translation>
    </message>
    <message>
        <source>{0} not found</source>
        <translation>{0} nicht gefunden</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>{0} not judged</source>
        <translation>{0} nicht beurteilt</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>nicht beurteilt</translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation>{0} fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
</context>
</TS>
