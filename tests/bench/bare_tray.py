"""The yardstick of the tray: a bare PySide6 program with an icon and a menu of one entry."""

import sys

from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

app = QApplication(sys.argv)
app.setQuitOnLastWindowClosed(False)
drawing = QPixmap(22, 22)
drawing.fill("gray")
menu = QMenu()
menu.addAction("Quit").triggered.connect(app.quit)
icon = QSystemTrayIcon(QIcon(drawing))
icon.setContextMenu(menu)
icon.show()
sys.exit(app.exec())
